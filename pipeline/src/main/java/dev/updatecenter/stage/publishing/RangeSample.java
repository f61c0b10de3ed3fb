package dev.updatecenter.stage.publishing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * A part of an object, to be asked for again by a range. Which part follows from the digest: spread
 * over all objects, the same each time.
 */
final class RangeSample {
  private static final int MOST = 1 << 15;

  private final long first;
  private final byte[] bytes;

  private RangeSample(long first, int length) {
    this.first = first;
    this.bytes = new byte[length];
  }

  /** Inside of the object; nothing of one that has nothing. */
  static RangeSample of(EdgeObject object) {
    if (object.length() == 0) {
      return new RangeSample(0, 0);
    }
    long seed = ByteBuffer.wrap(object.sha256().bytes()).getLong();
    long first = Long.remainderUnsigned(seed, object.length());
    return new RangeSample(first, (int) Math.min(MOST, object.length() - first));
  }

  /** Position of the first byte. */
  long first() {
    return first;
  }

  /** Position of the last byte. */
  long last() {
    return first + bytes.length - 1;
  }

  /** Keeps what belongs to the part out of a block of the whole. */
  void take(long position, byte[] block, int length) {
    long from = Math.max(position, first);
    long to = Math.min(position + length, first + bytes.length);
    if (from < to) {
      System.arraycopy(
          block, (int) (from - position), bytes, (int) (from - first), (int) (to - from));
    }
  }

  /** Whether these are the bytes, and no more. */
  boolean isIn(InputStream content) throws IOException {
    return Arrays.equals(content.readNBytes(bytes.length + 1), bytes);
  }

  @Override
  public String toString() {
    return "bytes " + first() + "-" + last();
  }
}
