package dev.updatecenter.capability.authenticode.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * The central directory of a zip file (APPNOTE 4.3.12-4.3.16) that ends with the file and follows
 * the last member without a gap: as packaging tools write it and as the signature wants it.
 *
 * @param records in the directory's order; no name twice
 * @param zip64End the zip64 end record and its locator; empty in a small package
 * @param end the end record
 * @param offset where the directory begins
 */
record ZipDirectory(
    List<ZipRecord> records, Optional<ByteBuffer> zip64End, ByteBuffer end, long offset) {
  static final int END = 22;
  static final int ZIP64_END = 56;
  static final int LOCATOR = 20;
  private static final int LARGEST = 16 * 1024 * 1024;

  ZipDirectory {
    records = List.copyOf(records);
  }

  static ZipDirectory read(FileBytes file) throws IOException {
    ByteBuffer end = file.read(file.size() - END, END);
    boolean noComment = end.getInt(0) == 0x06054b50 && end.getShort(20) == 0;
    // APPNOTE 4.4.21, 4.4.22: all members are on the one disk.
    boolean together = end.getShort(8) == end.getShort(10);
    if (!noComment
        || !together
        || !zeroOrSaturated(end.getShort(4))
        || !zeroOrSaturated(end.getShort(6))) {
      throw new MalformedContainerException("the package does not end with its directory");
    }
    Optional<ByteBuffer> zip64 = saturated(end) ? Optional.of(zip64(file)) : Optional.empty();
    long offset = zip64.map(z -> z.getLong(48)).orElse(Integer.toUnsignedLong(end.getInt(16)));
    long size = zip64.map(z -> z.getLong(40)).orElse(Integer.toUnsignedLong(end.getInt(12)));
    long count = zip64.map(z -> z.getLong(32)).orElse((long) (end.getShort(10) & 0xffff));
    long behind = file.size() - END - (zip64.isPresent() ? ZIP64_END + LOCATOR : 0);
    if (offset < 0 || size < 0 || size > LARGEST || offset != behind - size) {
      throw new MalformedContainerException("the central directory is not where it must be");
    }
    return new ZipDirectory(records(file.read(offset, (int) size), count), zip64, end, offset);
  }

  /** The record with a name, spelled so. */
  Optional<ZipRecord> find(String name) {
    return records.stream().filter(r -> r.name().equals(name)).findFirst();
  }

  private static List<ZipRecord> records(ByteBuffer directory, long count)
      throws MalformedContainerException {
    List<ZipRecord> records = new ArrayList<>();
    Set<String> names = new HashSet<>();
    while (directory.hasRemaining()) {
      ZipRecord record = ZipRecord.next(directory);
      // ECMA-376-2 6.2.2.3: names are compared without regard to case.
      if (!names.add(record.name().toLowerCase(Locale.ROOT))) {
        throw new MalformedContainerException("two members named " + record.name());
      }
      records.add(record);
    }
    if (records.size() != count) {
      throw new MalformedContainerException(
          "the directory has " + records.size() + " members and says " + count);
    }
    return records;
  }

  private static ByteBuffer zip64(FileBytes file) throws IOException {
    long at = file.size() - END - LOCATOR - ZIP64_END;
    ByteBuffer both = file.read(at, ZIP64_END + LOCATOR);
    boolean record = both.getInt(0) == 0x06064b50 && both.getLong(4) == ZIP64_END - 12;
    boolean locator =
        both.getInt(ZIP64_END) == 0x07064b50
            && both.getInt(ZIP64_END + 4) == 0
            && both.getLong(ZIP64_END + 8) == at
            && both.getInt(ZIP64_END + 16) == 1;
    if (!record || !locator || both.getLong(24) != both.getLong(32)) {
      throw new MalformedContainerException("the zip64 end record is not where it must be");
    }
    return both;
  }

  private static boolean saturated(ByteBuffer end) {
    return end.getShort(8) == -1
        || end.getShort(10) == -1
        || end.getInt(12) == -1
        || end.getInt(16) == -1;
  }

  private static boolean zeroOrSaturated(short disk) {
    return disk == 0 || disk == -1;
  }
}
