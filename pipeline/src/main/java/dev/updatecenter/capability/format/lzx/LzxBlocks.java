package dev.updatecenter.capability.format.lzx;

/**
 * MS-PATCH "Block": what a frame is made of. A block may go on over several frames; the lengths of
 * its codes and the three offsets used last are what it leaves to the next.
 */
final class LzxBlocks {
  private static final int VERBATIM = 1;
  private static final int ALIGNED = 2;
  private static final int UNCOMPRESSED = 3;

  private final LzxBits bits;
  private final LzxWindow window;
  private final LzxTrees trees;
  private final LzxMatches matches;
  private int type;
  private int left;
  private boolean padded;

  LzxBlocks(LzxBits bits, LzxWindow window, int windowBits) {
    this.bits = bits;
    this.window = window;
    this.trees = new LzxTrees(windowBits);
    this.matches = new LzxMatches(bits, window, trees);
  }

  /** Forgets everything. */
  void clear() {
    left = 0;
    padded = false;
    trees.clear();
    matches.clear();
  }

  /** Decodes a frame of as many bytes into the window. */
  void decode(LzxFlavour flavour, int length) throws MalformedLzxException {
    int missing = length;
    while (missing > 0) {
      if (left == 0) {
        begin(flavour);
      }
      int run = Math.min(left, missing);
      if (type == UNCOMPRESSED) {
        window.raw(bits, run);
      } else {
        compressed(run);
      }
      left -= run;
      missing -= run;
    }
    end(flavour);
  }

  private void begin(LzxFlavour flavour) throws MalformedLzxException {
    skipPadding();
    type = bits.read(3);
    left = flavour.blockSize(bits);
    if (left == 0) {
      throw new MalformedLzxException("an LZX block is empty");
    }
    switch (type) {
      case VERBATIM -> trees.read(bits);
      case ALIGNED -> {
        trees.readAligned(bits);
        trees.read(bits);
      }
      case UNCOMPRESSED -> {
        bits.toBytes();
        matches.readOffsets();
        padded = left % 2 == 1;
      }
      default -> throw new MalformedLzxException("an LZX block is of type " + type);
    }
    bits.require();
  }

  private void compressed(int run) throws MalformedLzxException {
    int missing = run;
    while (missing > 0) {
      int symbol = trees.main.decode(bits);
      if (symbol < LzxTrees.LITERALS) {
        window.literal(symbol);
        missing--;
      } else {
        missing -= matches.copy(symbol - LzxTrees.LITERALS, type == ALIGNED, missing);
      }
    }
    bits.require();
  }

  /** MS-PATCH "Uncompressed Block": after an odd number of bytes one more, up to the next word. */
  private void skipPadding() throws MalformedLzxException {
    if (padded) {
      padded = false;
      bits.copy(new byte[1], 0, 1);
    }
  }

  private void end(LzxFlavour flavour) throws MalformedLzxException {
    // Encoders put the padding after a frame's last block into this frame or into the next one.
    if (left == 0 && padded && bits.untouched() == 1) {
      skipPadding();
    }
    // What no decoder reads would be a place to hide in; images pad their chunks, though.
    if (flavour == LzxFlavour.CABINET && bits.untouched() > 0) {
      throw new MalformedLzxException(bits.untouched() + " bytes follow after an LZX frame");
    }
  }
}
