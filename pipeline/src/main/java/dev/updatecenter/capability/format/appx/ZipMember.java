package dev.updatecenter.capability.format.appx;

import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * An entry whose local header (PKWARE APPNOTE 4.3.7) says what the directory says.
 *
 * <pre>
 *  6  u2  flags    14  u4  CRC-32             26  u2  length of the name
 *  8  u2  method   18  u4  compressed size    28  u2  length of the extra field
 *                  22  u4  size
 * </pre>
 *
 * @param name the part's name, with {@code /}, percent signs decoded
 * @param record its entry in the directory
 * @param headerSize length of the local header, name and extra field included: what the block map
 *     calls LfhSize
 */
record ZipMember(String name, ZipRecord record, int headerSize) {
  private static final int SIGNATURE = 0x04034B50;
  private static final int FIXED = 30;

  static ZipMember read(ZipBytes zip, ZipRecord record, String name, Faults faults)
      throws IOException {
    ByteBuffer b = zip.at(record.localOffset(), FIXED);
    int nameLength = Short.toUnsignedInt(b.getShort(26));
    int extraLength = Short.toUnsignedInt(b.getShort(28));
    int headerSize = FIXED + nameLength + extraLength;
    if (b.getInt(0) != SIGNATURE) {
      throw ZipFault.DAMAGED.exception(
          "not a sound ZIP: " + record.shown() + " has no header where its directory says");
    }
    ByteBuffer rest = zip.at(record.localOffset() + FIXED, nameLength + extraLength);
    if (!ZipRecord.name(rest, 0, nameLength).equals(record.rawName())) {
      faults.add(differs(record, "name"));
    }
    if (Short.toUnsignedInt(b.getShort(6)) != record.flags()) {
      faults.add(differs(record, "flags"));
    }
    if (Short.toUnsignedInt(b.getShort(8)) != record.method()) {
      faults.add(differs(record, "compression method"));
    }
    amounts(b, ZipExtra.read(rest.slice(nameLength, extraLength)), record, faults);
    return new ZipMember(name, record, headerSize);
  }

  private static void amounts(ByteBuffer b, ZipExtra wide, ZipRecord record, Faults faults)
      throws IOException {
    long size = wide.value(b.getInt(22));
    long compressed = wide.value(b.getInt(18));
    // APPNOTE 4.4.4 bit 3: zero here where a descriptor follows.
    boolean later = record.hasDescriptor();
    if (b.getInt(14) != record.crc() && !(later && b.getInt(14) == 0)) {
      faults.add(differs(record, "checksum"));
    }
    if (size != record.size() && !(later && size == 0)) {
      faults.add(differs(record, "size"));
    }
    if (compressed != record.compressedSize() && !(later && compressed == 0)) {
      faults.add(differs(record, "compressed size"));
    }
  }

  /** Where its bytes begin. */
  long dataOffset() {
    return record.localOffset() + headerSize;
  }

  /** Where its bytes end; a descriptor may follow. */
  long dataEnd() {
    return dataOffset() + record.compressedSize();
  }

  private static Finding differs(ZipRecord record, String what) {
    return ZipFault.CONTRADICTION.finding(
        record.shown() + " has another " + what + " in its header than in the directory");
  }
}
