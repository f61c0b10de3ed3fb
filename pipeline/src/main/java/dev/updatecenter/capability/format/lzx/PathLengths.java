package dev.updatecenter.capability.format.lzx;

import java.util.Arrays;

/**
 * MS-PATCH "Encoding the Trees and Pre-Trees": code lengths as differences to those of the block
 * before, coded with a tree of their own.
 */
final class PathLengths {
  private static final int PRE_SYMBOLS = 20;
  private static final int LENGTHS = 17;

  private final LzxTree preTree = new LzxTree("pre", PRE_SYMBOLS);
  private final byte[] preLengths = new byte[PRE_SYMBOLS];

  /** Updates {@code lengths[from..to)}. */
  void read(LzxBits bits, byte[] lengths, int from, int to) throws MalformedLzxException {
    for (int i = 0; i < PRE_SYMBOLS; i++) {
      preLengths[i] = (byte) bits.read(4);
    }
    preTree.build(preLengths);
    int at = from;
    while (at < to) {
      int symbol = preTree.decode(bits);
      switch (symbol) {
        case 17 -> at = fill(lengths, at, 4 + bits.read(4), 0, to);
        case 18 -> at = fill(lengths, at, 20 + bits.read(5), 0, to);
        case 19 -> {
          int run = 4 + bits.read(1);
          at = fill(lengths, at, run, changed(lengths[at], preTree.decode(bits)), to);
        }
        default -> lengths[at] = changed(lengths[at++], symbol);
      }
    }
    bits.require();
  }

  private static byte changed(byte before, int symbol) throws MalformedLzxException {
    if (symbol >= LENGTHS) {
      throw new MalformedLzxException("an LZX run of code lengths holds another run");
    }
    return (byte) ((before - symbol + LENGTHS) % LENGTHS);
  }

  private static int fill(byte[] lengths, int at, int run, int value, int to)
      throws MalformedLzxException {
    if (run > to - at) {
      throw new MalformedLzxException("an LZX run of code lengths leaves its tree");
    }
    Arrays.fill(lengths, at, at + run, (byte) value);
    return at + run;
  }
}
