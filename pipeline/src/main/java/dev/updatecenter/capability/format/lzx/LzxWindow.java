package dev.updatecenter.capability.format.lzx;

import java.util.Arrays;

/**
 * MS-PATCH "Window Size": what was decoded last, for matches to point back into. A ring; as frames
 * divide it, a frame never wraps round in it. It grows with the content: a cabinet may have 65,535
 * folders of one byte each that ask for 2 MiB.
 */
final class LzxWindow {
  private final int size;
  private byte[] ring = new byte[LzxDecoder.FRAME];
  private long before;
  private int at;

  LzxWindow(int bits) {
    this.size = 1 << bits;
  }

  void clear() {
    before = 0;
    at = 0;
  }

  /** Bytes decoded before this frame. */
  long position() {
    return before;
  }

  /** Hands out the frame just decoded, and goes on behind it. */
  void endFrame(byte[] out, int length) {
    System.arraycopy(ring, at - length, out, 0, length);
    before += length;
    if (at == ring.length && ring.length < size) {
      ring = Arrays.copyOf(ring, 2 * ring.length);
    }
    at &= ring.length - 1;
  }

  void literal(int value) {
    ring[at++] = (byte) value;
  }

  void raw(LzxBits bits, int length) throws MalformedLzxException {
    bits.copy(ring, at, length);
    at += length;
  }

  /**
   * Repeats what was decoded before.
   *
   * @param offset bytes back, as the stream has it: anything
   * @param length must fit into what is left of the frame
   */
  void match(int offset, int length) throws MalformedLzxException {
    long known = before + (at - (before & (ring.length - 1)));
    if (offset <= 0 || offset > ring.length || offset > known) {
      throw new MalformedLzxException("an LZX match begins before the content");
    }
    int from = at - offset;
    if (from >= 0 && offset >= length) {
      System.arraycopy(ring, from, ring, at, length);
    } else {
      for (int i = 0; i < length; i++) {
        ring[at + i] = ring[from + i & ring.length - 1];
      }
    }
    at += length;
  }
}
