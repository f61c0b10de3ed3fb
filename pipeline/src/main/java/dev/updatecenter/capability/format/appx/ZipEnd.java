package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.MalformedPackageException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Looks at the end of a ZIP before a library reads its whole directory into memory (PKWARE APPNOTE
 * 4.3.14 to 4.3.16): how many entries it claims, and how large the directory is.
 */
final class ZipEnd {
  private static final int END = 0x06054B50;
  private static final int END_64 = 0x06064B50;
  private static final int LOCATOR_64 = 0x07064B50;
  private static final int END_SIZE = 22;
  private static final int LOCATOR_SIZE = 20;
  private static final long MAX_DIRECTORY = 32L << 20;

  private final FileChannel channel;

  private ZipEnd(FileChannel channel) {
    this.channel = channel;
  }

  /** Refuses what is no ZIP or claims too much; the size of the file. */
  static long check(Path file, int maxEntries) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      new ZipEnd(channel).check(maxEntries);
      return channel.size();
    }
  }

  private void check(int maxEntries) throws IOException {
    // An app package has no comment, so its end record is the last thing in the file.
    long at = channel.size() - END_SIZE;
    ByteBuffer end = at < 0 ? ByteBuffer.allocate(END_SIZE) : at(at, END_SIZE);
    if (end.getInt(0) != END) {
      throw new MalformedPackageException(
          "UC3110", "not a sound ZIP: no end record at its end, or bytes behind it");
    }
    long entries = Short.toUnsignedLong(end.getShort(10));
    long directory = Integer.toUnsignedLong(end.getInt(12));
    ByteBuffer locator = at < LOCATOR_SIZE ? end : at(at - LOCATOR_SIZE, LOCATOR_SIZE);
    if (locator.getInt(0) == LOCATOR_64) {
      long at64 = locator.getLong(8);
      if (at64 < 0 || at64 > at - LOCATOR_SIZE - 56 || at(at64, 56).getInt(0) != END_64) {
        throw new MalformedPackageException("UC3110", "not a sound ZIP: no ZIP64 end record");
      }
      ByteBuffer end64 = at(at64, 56);
      entries = end64.getLong(32);
      directory = end64.getLong(40);
    }
    if (entries < 0 || entries > maxEntries || directory < 0 || directory > MAX_DIRECTORY) {
      throw new MalformedPackageException(
          "UC3118", entries + " entries in a directory of " + directory + " bytes are too many");
    }
  }

  private ByteBuffer at(long position, int length) throws IOException {
    ByteBuffer b = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
    while (b.hasRemaining() && channel.read(b, position + b.position()) >= 0) {
      // Until it is full or the file ends.
    }
    return b;
  }
}
