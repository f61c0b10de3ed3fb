package dev.updatecenter.capability.authenticode.container;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The central directory of an app package as it was before the signature joined. */
final class UnsignedDirectory {
  private UnsignedDirectory() {}

  static byte[] of(ZipDirectory directory, ZipRecord signature) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    int count = 0;
    for (ZipRecord record : directory.records()) {
      if (!record.equals(signature)) {
        write(out, record.raw());
        count++;
      }
    }
    long size = out.size();
    long offset = signature.localOffset();
    if (directory.zip64End().isPresent()) {
      ByteBuffer zip64 = copy(directory.zip64End().get());
      zip64.putLong(24, count).putLong(32, count).putLong(40, size).putLong(48, offset);
      zip64.putLong(ZipDirectory.ZIP64_END + 8, offset + size);
      write(out, zip64);
    }
    write(out, end(copy(directory.end()), count, size, offset));
    return out.toByteArray();
  }

  /** Saturated fields stay so; disk numbers count as zero also where a tool wrote FFFF. */
  private static ByteBuffer end(ByteBuffer end, int count, long size, long offset) {
    end.putShort(4, (short) 0).putShort(6, (short) 0);
    for (int field : new int[] {8, 10}) {
      if (end.getShort(field) != -1) {
        end.putShort(field, (short) count);
      }
    }
    if (end.getInt(12) != -1) {
      end.putInt(12, (int) size);
    }
    if (end.getInt(16) != -1) {
      end.putInt(16, (int) offset);
    }
    return end;
  }

  private static ByteBuffer copy(ByteBuffer source) {
    ByteBuffer copy = ByteBuffer.allocate(source.capacity()).order(ByteOrder.LITTLE_ENDIAN);
    return copy.put(source.duplicate().rewind()).flip();
  }

  private static void write(ByteArrayOutputStream out, ByteBuffer bytes) {
    ByteBuffer view = bytes.duplicate().rewind();
    byte[] copy = new byte[view.remaining()];
    view.get(copy);
    out.writeBytes(copy);
  }
}
