package dev.updatecenter.capability.format.lzx;

import java.util.Arrays;

/** MS-PATCH "Decoding Matches and Literals": lengths and offsets, and the last three offsets. */
final class LzxMatches {
  private static final int LONG = 7;
  private static final int MIN_LENGTH = 2;
  private static final int ALIGNED_BITS = 3;
  private static final int SLOTS = 50;
  private static final byte[] FOOTER_BITS = new byte[SLOTS];
  private static final int[] BASE = new int[SLOTS];

  static {
    // MS-PATCH "Position Slot": none for the first four, then two of each width, at most 17.
    for (int slot = 1; slot < SLOTS; slot++) {
      BASE[slot] = BASE[slot - 1] + (1 << FOOTER_BITS[slot - 1]);
      FOOTER_BITS[slot] = (byte) Math.min(17, Math.max(0, slot / 2 - 1));
    }
  }

  private final LzxBits bits;
  private final LzxWindow window;
  private final LzxTrees trees;
  private final int[] last = new int[3];

  LzxMatches(LzxBits bits, LzxWindow window, LzxTrees trees) {
    this.bits = bits;
    this.window = window;
    this.trees = trees;
    clear();
  }

  void clear() {
    // MS-PATCH "Repeated Offsets": all three are 1 at first.
    Arrays.fill(last, 1);
  }

  /** MS-PATCH "Uncompressed Block": it brings the three offsets, little-endian. */
  void readOffsets() throws MalformedLzxException {
    byte[] raw = new byte[4];
    for (int i = 0; i < last.length; i++) {
      bits.copy(raw, 0, raw.length);
      last[i] = (raw[0] & 0xFF) | ((raw[1] & 0xFF) << 8) | ((raw[2] & 0xFF) << 16) | (raw[3] << 24);
    }
  }

  /**
   * Carries a match out.
   *
   * @param symbol of the main tree, without the literals
   * @param most bytes left of the block and of the frame; a match leaves neither
   * @return its length
   */
  int copy(int symbol, boolean aligned, int most) throws MalformedLzxException {
    int header = symbol & 7;
    int length = MIN_LENGTH + header + (header == LONG ? trees.length.decode(bits) : 0);
    int offset = offset(symbol >> 3, aligned);
    if (length > most) {
      throw new MalformedLzxException("an LZX match leaves its frame or block");
    }
    window.match(offset, length);
    return length;
  }

  private int offset(int slot, boolean aligned) throws MalformedLzxException {
    if (slot < last.length) {
      // MS-PATCH "Repeated Offsets": the one used changes places with the first.
      int used = last[slot];
      last[slot] = last[0];
      last[0] = used;
      return used;
    }
    int offset = BASE[slot] + footer(FOOTER_BITS[slot], aligned) - 2;
    last[2] = last[1];
    last[1] = last[0];
    last[0] = offset;
    return offset;
  }

  private int footer(int width, boolean aligned) throws MalformedLzxException {
    if (!aligned || width < ALIGNED_BITS) {
      return bits.read(width);
    }
    int high = bits.read(width - ALIGNED_BITS) << ALIGNED_BITS;
    return high + trees.aligned.decode(bits);
  }
}
