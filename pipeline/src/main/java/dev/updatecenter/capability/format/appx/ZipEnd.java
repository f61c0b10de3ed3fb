package dev.updatecenter.capability.format.appx;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The end of a ZIP (PKWARE APPNOTE 4.3.14 to 4.3.16): where its directory lies. Nothing may come
 * between the directory and the end records, nor after them: an app package has no comment.
 *
 * <pre>
 * end record                       ZIP64 end record
 *  0  u4  06054B50h                 0  u4  06064B50h
 *  4  u2  disk                      4  u8  size of what follows: 44
 *  6  u2  disk of the directory    16  u4  disk
 *  8  u2  entries on this disk     20  u4  disk of the directory
 * 10  u2  entries                  24  u8  entries on this disk
 * 12  u4  size of the directory    32  u8  entries
 * 16  u4  offset of the directory  40  u8  size of the directory
 * 20  u2  length of the comment    48  u8  offset of the directory
 * </pre>
 *
 * @param entries how many entries the directory has
 * @param offset where it begins
 * @param size its length in bytes
 */
record ZipEnd(long entries, long offset, long size) {
  private static final int END = 0x06054B50;
  private static final int END_64 = 0x06064B50;
  private static final int LOCATOR_64 = 0x07064B50;
  private static final int END_SIZE = 22;
  private static final int END_64_SIZE = 56;
  private static final int LOCATOR_SIZE = 20;
  private static final long MAX_DIRECTORY = 32L << 20;
  private static final int LEAST_ENTRY = 46;

  /** Refuses what is no ZIP or claims too much, before anything is read by its word. */
  static ZipEnd read(ZipBytes zip, int maxEntries) throws IOException {
    long at = zip.size() - END_SIZE;
    if (at < 0 || zip.at(at, END_SIZE).getInt(0) != END) {
      throw damaged("no end record at its end, or bytes behind it");
    }
    ByteBuffer end = zip.at(at, END_SIZE);
    if (end.getShort(20) != 0) {
      throw damaged("its end record claims a comment");
    }
    long locator = at - LOCATOR_SIZE;
    boolean zip64 = locator >= 0 && zip.at(locator, LOCATOR_SIZE).getInt(0) == LOCATOR_64;
    return zip64
        ? wide(zip, end, locator).checked(locator - END_64_SIZE, maxEntries)
        : narrow(end).checked(at, maxEntries);
  }

  private static ZipEnd narrow(ByteBuffer end) throws IOException {
    if (end.getInt(4) != 0 || end.getShort(8) != end.getShort(10)) {
      throw damaged("it is one of several disks");
    }
    return new ZipEnd(
        Short.toUnsignedLong(end.getShort(10)),
        Integer.toUnsignedLong(end.getInt(16)),
        Integer.toUnsignedLong(end.getInt(12)));
  }

  private static ZipEnd wide(ZipBytes zip, ByteBuffer end, long locator) throws IOException {
    // APPNOTE 4.3.14.1: 44, unless data follows that only its maker understands.
    long at = zip.at(locator, LOCATOR_SIZE).getLong(8);
    if (at != locator - END_64_SIZE) {
      throw damaged("no ZIP64 end record where its locator points to");
    }
    ByteBuffer end64 = zip.at(at, END_64_SIZE);
    if (end64.getInt(0) != END_64 || end64.getLong(4) != END_64_SIZE - 12) {
      throw damaged("no ZIP64 end record where its locator points to");
    }
    if (end64.getLong(16) != 0 || end64.getLong(24) != end64.getLong(32)) {
      throw damaged("it is one of several disks");
    }
    ZipEnd all = new ZipEnd(end64.getLong(32), end64.getLong(48), end64.getLong(40));
    // APPNOTE 4.4.1.4: the narrow field is all ones where the wide one holds the value.
    boolean same =
        agrees(end.getInt(12), all.size)
            && agrees(end.getInt(16), all.offset)
            && (end.getShort(10) == -1 || Short.toUnsignedLong(end.getShort(10)) == all.entries);
    if (!same) {
      throw ZipFault.CONTRADICTION.exception("its two end records differ");
    }
    return all;
  }

  private static boolean agrees(int narrow, long wide) {
    return narrow == -1 || Integer.toUnsignedLong(narrow) == wide;
  }

  private ZipEnd checked(long endsAt, int maxEntries) throws IOException {
    if (entries < 0 || entries > maxEntries || size < 0 || size > MAX_DIRECTORY) {
      throw ZipFault.TOO_MANY.exception(
          entries + " entries in a directory of " + size + " bytes are too many");
    }
    if (offset != endsAt - size || offset < 0 || entries * LEAST_ENTRY > size) {
      throw damaged("its directory is not where the end record says");
    }
    return this;
  }

  private static IOException damaged(String what) {
    return ZipFault.DAMAGED.exception("not a sound ZIP: " + what);
  }
}
