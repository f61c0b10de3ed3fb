package dev.updatecenter.capability.format.lzx;

/**
 * MS-PATCH "Bitstream": little-endian words of 16 bits, the highest bit first. Beyond the end there
 * are zeros, so that codes may be looked up ahead; {@link #require} tells whether any was consumed.
 */
final class LzxBits {
  private static final int WORD = 16;

  private byte[] in = new byte[0];
  private int next;
  private int end;
  private long buffer;
  private int available;
  private int made;

  /** Begins a frame. */
  void begin(byte[] bytes, int length) {
    in = bytes;
    end = length;
    next = 0;
    forget();
  }

  /** The next bits without taking them; at most 24. */
  int peek(int count) {
    while (available < count) {
      buffer = buffer << WORD | word();
      available += WORD;
    }
    return (int) (buffer >>> (available - count)) & ((1 << count) - 1);
  }

  void drop(int count) {
    available -= count;
  }

  int read(int count) {
    int bits = peek(count);
    drop(count);
    return bits;
  }

  private int word() {
    if (end - next < 2) {
      made += WORD;
      return 0;
    }
    int word = (in[next] & 0xFF) | (in[next + 1] & 0xFF) << 8;
    next += 2;
    return word;
  }

  /** Refuses if more was read than there is. */
  void require() throws MalformedLzxException {
    if (made > available) {
      throw new MalformedLzxException("LZX data ends where more must follow");
    }
  }

  /** MS-PATCH "Uncompressed Block": 1 to 16 bits up to the next word, then bytes. */
  void toBytes() throws MalformedLzxException {
    peek(1);
    drop(available % WORD == 0 ? WORD : available % WORD);
    require();
    next -= (available - made) / 8;
    forget();
  }

  private void forget() {
    buffer = 0;
    available = 0;
    made = 0;
  }

  /** Copies bytes; only after {@link #toBytes} and before the next bits. */
  void copy(byte[] target, int at, int length) throws MalformedLzxException {
    if (end - next < length) {
      throw new MalformedLzxException("LZX data ends within an uncompressed block");
    }
    System.arraycopy(in, next, target, at, length);
    next += length;
  }

  /** Bytes of which no bit was read. */
  int untouched() {
    return end - next + Math.max(0, available - made) / WORD * 2;
  }
}
