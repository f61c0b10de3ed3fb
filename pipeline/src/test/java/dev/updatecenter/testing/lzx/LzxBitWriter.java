package dev.updatecenter.testing.lzx;

import java.io.ByteArrayOutputStream;

/** MS-PATCH "Bitstream": little-endian words of 16 bits, the highest bit first. */
final class LzxBitWriter {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private int word;
  private int filled;

  void bits(int count, int value) {
    for (int i = count - 1; i >= 0; i--) {
      word = word << 1 | (value >>> i & 1);
      filled++;
      if (filled == 16) {
        out.write(word);
        out.write(word >> 8);
        word = 0;
        filled = 0;
      }
    }
  }

  /** Up to the next word; not at all where one just ended. */
  void align() {
    bits((16 - filled) % 16, 0);
  }

  /** Up to the next word; a whole one where one just ended. */
  void alignAtLeastOnce() {
    bits(16 - filled, 0);
  }

  void bytes(byte[] bytes, int from, int length) {
    out.write(bytes, from, length);
  }

  byte[] take() {
    byte[] all = out.toByteArray();
    out.reset();
    return all;
  }
}
