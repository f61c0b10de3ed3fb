package dev.updatecenter.capability.format.cab;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Little-endian reading from a span of a file through one buffer; past its end is truncation.
 * Several readers of one source do not disturb one another.
 */
final class CabinetBytes {
  private static final int BUFFER = 1 << 16;

  private final CabinetSource source;
  private final long end;
  private final ByteBuffer buffer =
      ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN).limit(0);
  private long next;

  CabinetBytes(CabinetSource source, long position, long end) {
    this.source = source;
    this.next = position;
    this.end = end;
  }

  /** Offset in the file of the next byte. */
  long position() {
    return next - buffer.remaining();
  }

  long remaining() {
    return end - position();
  }

  int u1() throws IOException {
    need(1);
    return Byte.toUnsignedInt(buffer.get());
  }

  int u2() throws IOException {
    need(2);
    return Short.toUnsignedInt(buffer.getShort());
  }

  long u4() throws IOException {
    need(4);
    return Integer.toUnsignedLong(buffer.getInt());
  }

  byte[] bytes(int length) throws IOException {
    byte[] bytes = new byte[length];
    read(bytes, 0, length);
    return bytes;
  }

  /** Fills {@code length} bytes of the target from {@code at} on. */
  void read(byte[] target, int at, int length) throws IOException {
    int done = 0;
    while (done < length) {
      need(1);
      int part = Math.min(length - done, buffer.remaining());
      buffer.get(target, at + done, part);
      done += part;
    }
  }

  void skip(int length) throws IOException {
    for (int i = 0; i < length; i++) {
      u1();
    }
  }

  private void need(int count) throws IOException {
    if (buffer.remaining() >= count) {
      return;
    }
    buffer.compact();
    while (buffer.position() < count) {
      buffer.limit((int) Math.min(BUFFER, buffer.position() + (end - next)));
      int read = buffer.hasRemaining() ? source.read(buffer, next) : -1;
      if (read < 0) {
        throw CabinetFault.TRUNCATED.exception("ends at byte " + next + " where more must follow");
      }
      next += read;
    }
    buffer.flip();
  }
}
