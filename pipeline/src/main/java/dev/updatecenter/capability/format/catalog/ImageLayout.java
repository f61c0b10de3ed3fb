package dev.updatecenter.capability.format.catalog;

import java.nio.ByteBuffer;
import java.util.Optional;

/**
 * What the digest of a portable executable leaves out, by its headers (Microsoft, "PE Format").
 *
 * <pre>
 * 3Ch        u4  offset of "PE\0\0"; from there:
 *  20        u2  SizeOfOptionalHeader
 *  24        u2  Magic: 10Bh PE32, 20Bh PE32+
 *  88        u4  CheckSum
 * 116 / 132  u4  NumberOfRvaAndSizes; behind it the directories, the fifth the certificate table's
 * </pre>
 *
 * @param checksumAt 4 bytes
 * @param directoryAt 8 bytes; -1 where there is no such entry
 * @param tableAt the certificate table, a place in the file
 * @param tableSize its bytes; 0 where there is none
 */
record ImageLayout(long checksumAt, long directoryAt, long tableAt, long tableSize) {
  private static final int PE_SIGNATURE = 0x00004550;
  private static final int PE32 = 0x10b;
  private static final int PE32_PLUS = 0x20b;
  private static final int CERTIFICATES = 4;

  /** How many bytes of the file it takes to read this, as far as those given can tell. */
  static long needed(ByteBuffer beginning) {
    long pe = Integer.toUnsignedLong(beginning.getInt(0x3c));
    // The longer of both headers: no executable ends before its first section.
    return pe + 24 + 112 + 8 * (CERTIFICATES + 1);
  }

  /** Reads the headers; empty for what only looks like an executable. */
  static Optional<ImageLayout> read(ByteBuffer beginning) {
    int pe = beginning.getInt(0x3c);
    int optional = pe + 24;
    int magic = beginning.getShort(optional) & 0xffff;
    if (beginning.getInt(pe) != PE_SIGNATURE || (magic != PE32 && magic != PE32_PLUS)) {
      return Optional.empty();
    }
    int directories = magic == PE32 ? 96 : 112;
    int size = beginning.getShort(pe + 20) & 0xffff;
    long count = Integer.toUnsignedLong(beginning.getInt(optional + directories - 4));
    int entry = directories + 8 * CERTIFICATES;
    if (count <= CERTIFICATES || size < entry + 8) {
      return Optional.of(new ImageLayout(optional + 64L, -1, 0, 0));
    }
    long tableAt = Integer.toUnsignedLong(beginning.getInt(optional + entry));
    long tableSize = Integer.toUnsignedLong(beginning.getInt(optional + entry + 4));
    // A table over the headers would take them out of the digest.
    return tableSize > 0 && tableAt < optional + entry + 8
        ? Optional.empty()
        : Optional.of(new ImageLayout(optional + 64L, (long) optional + entry, tableAt, tableSize));
  }

  boolean hasTable() {
    return tableSize > 0;
  }

  /** How many bytes from here are left out; 0 if the next one counts. */
  long toSkip(long position) {
    return Math.max(
        within(position, checksumAt, 4),
        Math.max(
            directoryAt < 0 ? 0 : within(position, directoryAt, 8),
            within(position, tableAt, tableSize)));
  }

  /** How many bytes from here count before some are left out. */
  long toNextSkip(long position) {
    return Math.min(
        until(position, checksumAt),
        Math.min(
            directoryAt < 0 ? Long.MAX_VALUE : until(position, directoryAt),
            hasTable() ? until(position, tableAt) : Long.MAX_VALUE));
  }

  private static long within(long position, long from, long length) {
    return position >= from && position < from + length ? from + length - position : 0;
  }

  private static long until(long position, long from) {
    return from > position ? from - position : Long.MAX_VALUE;
  }
}
