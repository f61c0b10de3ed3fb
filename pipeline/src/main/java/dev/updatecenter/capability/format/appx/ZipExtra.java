package dev.updatecenter.capability.format.appx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The extra field of a header (PKWARE APPNOTE 4.5): what it holds of ZIP64 (4.5.3). */
final class ZipExtra {
  private static final int ZIP64 = 1;

  private final ByteBuffer wide;

  private ZipExtra(ByteBuffer wide) {
    this.wide = wide;
  }

  static ZipExtra read(ByteBuffer extra) throws IOException {
    ByteBuffer found = ByteBuffer.allocate(0);
    boolean seen = false;
    ByteBuffer b = extra.slice().order(ByteOrder.LITTLE_ENDIAN);
    while (b.hasRemaining()) {
      if (b.remaining() < 4) {
        throw ZipFault.DAMAGED.exception("not a sound ZIP: an extra field is cut off");
      }
      int id = Short.toUnsignedInt(b.getShort());
      int length = Short.toUnsignedInt(b.getShort());
      if (length > b.remaining() || (id == ZIP64 && seen)) {
        throw ZipFault.DAMAGED.exception("not a sound ZIP: an extra field is cut off or twice");
      }
      if (id == ZIP64) {
        seen = true;
        found = b.slice(b.position(), length).order(ByteOrder.LITTLE_ENDIAN);
      }
      b.position(b.position() + length);
    }
    return new ZipExtra(found);
  }

  /**
   * A value whose narrow field is given: the next wide one where it is all ones. To be asked in the
   * order of the extra field: size, compressed size, offset.
   */
  long value(int narrow) throws IOException {
    if (narrow != -1) {
      return Integer.toUnsignedLong(narrow);
    }
    if (wide.remaining() < Long.BYTES) {
      throw ZipFault.DAMAGED.exception("not a sound ZIP: a ZIP64 size is missing");
    }
    return wide.getLong();
  }
}
