package dev.updatecenter.testing.lzx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds matches greedily: first at the offsets used last, then through chains of hashes. */
final class LzxMatcher {
  private static final int HASHES = 1 << 15;
  private static final int TRIES = 24;
  private static final int LONGEST = 257;

  final int[] last = {1, 1, 1};
  private final byte[] content;
  private final int farthest;
  private final int[] head = new int[HASHES];
  private final int[] before;
  private int hashed;

  LzxMatcher(byte[] content, int windowBits) {
    this.content = content;
    this.farthest = (1 << windowBits) - 3;
    this.before = new int[content.length];
    Arrays.fill(head, -1);
  }

  /** Tokens of {@code [from, to)}; none leaves its frame. */
  List<LzxToken> tokens(int from, int to) {
    List<LzxToken> tokens = new ArrayList<>();
    int at = from;
    while (at < to) {
      int most = Math.min(LONGEST, Math.min(to, (at / 32768 + 1) * 32768) - at);
      LzxToken token = next(at, most);
      tokens.add(token);
      at += token.length();
      hashUpTo(at);
    }
    return tokens;
  }

  private LzxToken next(int at, int most) {
    int best = -1;
    int length = 1;
    for (int i = 0; i < last.length; i++) {
      int common = last[i] <= at ? common(at - last[i], at, most) : 0;
      if (common > length) {
        best = i;
        length = common;
      }
    }
    int offset = 0;
    int candidate = at + 2 < content.length ? head[hash(at)] : -1;
    for (int i = 0; i < TRIES && candidate >= 0 && at - candidate <= farthest; i++) {
      int common = common(candidate, at, most);
      if (common > length + 1) {
        offset = at - candidate;
        length = common;
      }
      candidate = before[candidate];
    }
    return offset > 0 ? fresh(length, offset) : best >= 0 ? repeated(length, best) : literal(at);
  }

  private LzxToken literal(int at) {
    return LzxToken.literal(content[at]);
  }

  private LzxToken fresh(int length, int offset) {
    last[2] = last[1];
    last[1] = last[0];
    last[0] = offset;
    return LzxToken.match(length, offset);
  }

  private LzxToken repeated(int length, int which) {
    int used = last[which];
    last[which] = last[0];
    last[0] = used;
    return LzxToken.repeat(length, which);
  }

  private int common(int from, int at, int most) {
    int length = 0;
    while (length < most && content[from + length] == content[at + length]) {
      length++;
    }
    return length;
  }

  private int hash(int at) {
    int three =
        (content[at] & 0xFF) | ((content[at + 1] & 0xFF) << 8) | ((content[at + 2] & 0xFF) << 16);
    return (three * 0x9E3779B1) >>> 17;
  }

  void hashUpTo(int end) {
    for (; hashed < end && hashed + 2 < content.length; hashed++) {
      int hash = hash(hashed);
      before[hashed] = head[hash];
      head[hash] = hashed;
    }
  }
}
