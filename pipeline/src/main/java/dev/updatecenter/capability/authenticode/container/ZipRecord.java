package dev.updatecenter.capability.authenticode.container;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * One header of a central directory (APPNOTE 4.3.12), zip64 fields resolved (4.5.3).
 *
 * @param name file name
 * @param raw the whole header, as it stands in the directory
 * @param compressedSize bytes in the file
 * @param size bytes when unpacked
 * @param localOffset where its local header begins
 */
record ZipRecord(String name, ByteBuffer raw, long compressedSize, long size, long localOffset) {
  static final int FIXED = 46;
  private static final int SIGNATURE = 0x02014b50;
  private static final int ZIP64 = 0x0001;
  private static final long SATURATED = 0xffffffffL;

  /** Reads the header at the buffer's position and moves behind it. */
  static ZipRecord next(ByteBuffer directory) throws MalformedContainerException {
    int start = directory.position();
    if (directory.remaining() < FIXED || directory.getInt(start) != SIGNATURE) {
      throw new MalformedContainerException("no central directory header where one must be");
    }
    int nameLength = directory.getShort(start + 28) & 0xffff;
    int extraLength = directory.getShort(start + 30) & 0xffff;
    int length = FIXED + nameLength + extraLength + (directory.getShort(start + 32) & 0xffff);
    if (length > directory.remaining()) {
      throw new MalformedContainerException("a central directory header runs over the end");
    }
    ByteBuffer raw = directory.slice(start, length).order(ByteOrder.LITTLE_ENDIAN);
    directory.position(start + length);
    String name =
        StandardCharsets.UTF_8
            .decode(raw.duplicate().position(FIXED).slice().limit(nameLength))
            .toString();
    return resolve(name, raw, raw.slice(FIXED + nameLength, extraLength));
  }

  private static ZipRecord resolve(String name, ByteBuffer raw, ByteBuffer extra)
      throws MalformedContainerException {
    ByteBuffer wide = zip64(extra.order(ByteOrder.LITTLE_ENDIAN));
    long size = widen(Integer.toUnsignedLong(raw.getInt(24)), wide);
    long compressed = widen(Integer.toUnsignedLong(raw.getInt(20)), wide);
    long offset = widen(Integer.toUnsignedLong(raw.getInt(42)), wide);
    if (size < 0 || compressed < 0 || offset < 0) {
      throw new MalformedContainerException("negative size or offset of " + name);
    }
    return new ZipRecord(name, raw, compressed, size, offset);
  }

  private static ByteBuffer zip64(ByteBuffer extra) {
    while (extra.remaining() >= 4) {
      int id = extra.getShort() & 0xffff;
      int length = Math.min(extra.getShort() & 0xffff, extra.remaining());
      if (id == ZIP64) {
        return extra.slice(extra.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      }
      extra.position(extra.position() + length);
    }
    return ByteBuffer.allocate(0);
  }

  private static long widen(long narrow, ByteBuffer wide) throws MalformedContainerException {
    if (narrow != SATURATED) {
      return narrow;
    }
    if (wide.remaining() < Long.BYTES) {
      throw new MalformedContainerException("a zip64 field is missing");
    }
    return wide.getLong();
  }

  int flags() {
    return raw.getShort(8) & 0xffff;
  }

  int method() {
    return raw.getShort(10) & 0xffff;
  }
}
