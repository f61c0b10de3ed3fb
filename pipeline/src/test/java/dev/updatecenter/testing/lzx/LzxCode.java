package dev.updatecenter.testing.lzx;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** A canonical Huffman code made for some frequencies. */
final class LzxCode {
  final byte[] lengths;
  private final int[] codes;

  private record Knot(long weight, List<Integer> symbols) {}

  private LzxCode(byte[] lengths) {
    this.lengths = lengths;
    this.codes = new int[lengths.length];
    int code = 0;
    for (int bits = 1; bits <= 16; bits++) {
      for (int symbol = 0; symbol < lengths.length; symbol++) {
        if (lengths[symbol] == bits) {
          codes[symbol] = code++;
        }
      }
      code <<= 1;
    }
  }

  /** Complete, or empty where nothing is used. */
  static LzxCode of(long[] frequencies, int mostBits) {
    long[] weights = frequencies.clone();
    long used = Arrays.stream(weights).filter(w -> w > 0).count();
    for (int i = 0; used == 1; i++) {
      // One code of one bit is not complete: a second symbol gets the other.
      used += weights[i] == 0 ? 1 : 0;
      weights[i] = Math.max(1, weights[i]);
    }
    byte[] lengths = lengths(weights);
    while (longest(lengths) > mostBits) {
      weights = Arrays.stream(weights).map(w -> (w + 1) / 2).toArray();
      lengths = lengths(weights);
    }
    return new LzxCode(lengths);
  }

  private static int longest(byte[] lengths) {
    int longest = 0;
    for (byte length : lengths) {
      longest = Math.max(longest, length);
    }
    return longest;
  }

  private static byte[] lengths(long[] weights) {
    byte[] lengths = new byte[weights.length];
    PriorityQueue<Knot> knots =
        new PriorityQueue<>(
            Comparator.comparingLong(Knot::weight).thenComparing(k -> k.symbols().get(0)));
    for (int i = 0; i < weights.length; i++) {
      if (weights[i] > 0) {
        knots.add(new Knot(weights[i], List.of(i)));
      }
    }
    while (knots.size() > 1) {
      Knot a = knots.remove();
      Knot b = knots.remove();
      List<Integer> both = new ArrayList<>(a.symbols());
      both.addAll(b.symbols());
      for (int symbol : both) {
        lengths[symbol]++;
      }
      knots.add(new Knot(a.weight() + b.weight(), both));
    }
    return lengths;
  }

  void write(LzxBitWriter out, int symbol) {
    out.bits(lengths[symbol], codes[symbol]);
  }
}
