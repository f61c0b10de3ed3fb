package dev.updatecenter.capability.format.lzx;

/** Where the containers of LZX differ. */
enum LzxFlavour {
  /** MS-PATCH, and the LZX description of Microsoft's Cabinet SDK. */
  CABINET {
    @Override
    int fileSize(LzxBits bits) {
      // MS-PATCH "E8 Call Translation": a bit, and the size as two words, the higher first.
      return bits.read(1) == 0 ? 0 : bits.read(16) << 16 | bits.read(16);
    }

    @Override
    int blockSize(LzxBits bits) {
      // MS-PATCH "Block Size": 24 bits.
      return bits.read(24);
    }
  },
  /** Windows images: each chunk for itself, no header. */
  WIM {
    @Override
    int fileSize(LzxBits bits) {
      return 12_000_000;
    }

    @Override
    int blockSize(LzxBits bits) {
      return bits.read(1) == 1 ? LzxDecoder.FRAME : bits.read(16);
    }
  };

  /** Reads what stands before the first block: the size for {@link CallTranslation}. */
  abstract int fileSize(LzxBits bits);

  abstract int blockSize(LzxBits bits);
}
