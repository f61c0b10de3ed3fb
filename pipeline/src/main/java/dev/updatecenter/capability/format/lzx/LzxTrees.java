package dev.updatecenter.capability.format.lzx;

import java.util.Arrays;

/** MS-PATCH "Block Data": the trees of a block, and the code lengths that the next builds on. */
final class LzxTrees {
  static final int LITERALS = 256;
  private static final int LENGTHS = 249;
  private static final int ALIGNED = 8;
  // MS-PATCH "Window Size": position slots for windows of 15 to 21 bits.
  private static final int[] SLOTS = {30, 32, 34, 36, 38, 42, 50};

  final LzxTree main;
  final LzxTree length = new LzxTree("length", LENGTHS);
  final LzxTree aligned = new LzxTree("aligned offset", ALIGNED);
  private final PathLengths pathLengths = new PathLengths();
  private final byte[] mainLengths;
  private final byte[] lengthLengths = new byte[LENGTHS];
  private final byte[] alignedLengths = new byte[ALIGNED];

  LzxTrees(int windowBits) {
    int symbols = LITERALS + 8 * SLOTS[windowBits - 15];
    this.main = new LzxTree("main", symbols);
    this.mainLengths = new byte[symbols];
  }

  void clear() {
    Arrays.fill(mainLengths, (byte) 0);
    Arrays.fill(lengthLengths, (byte) 0);
  }

  /** MS-PATCH "Verbatim Block": the main tree in two parts, then the tree of long lengths. */
  void read(LzxBits bits) throws MalformedLzxException {
    pathLengths.read(bits, mainLengths, 0, LITERALS);
    pathLengths.read(bits, mainLengths, LITERALS, mainLengths.length);
    main.build(mainLengths);
    pathLengths.read(bits, lengthLengths, 0, LENGTHS);
    length.build(lengthLengths);
  }

  /** MS-PATCH "Aligned Offset Block": a tree for the lowest three bits of offsets. */
  void readAligned(LzxBits bits) throws MalformedLzxException {
    for (int i = 0; i < ALIGNED; i++) {
      alignedLengths[i] = (byte) bits.read(3);
    }
    aligned.build(alignedLengths);
  }
}
