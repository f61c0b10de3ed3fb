package dev.updatecenter.capability.authenticode.container;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.Locale;

/**
 * A directory entry of a compound file (MS-CFB 2.6.1), 128 bytes:
 *
 * <pre>
 * 00 name, UTF-16LE  40 length of the name with its end  42 type  43 colour
 * 44 left   48 right   4c child   50 CLSID   60 state   64 created   6c modified   74 start
 * 78 size
 * </pre>
 *
 * @param id its place in the directory
 * @param raw the entry as it stands
 * @param size bytes of the stream
 */
record CompoundEntry(int id, ByteBuffer raw, long size) {
  static final int NONE = -1;
  static final int LENGTH = 128;
  static final int NAME = 64;
  private static final int STORAGE = 1;
  private static final int STREAM = 2;
  private static final int ROOT = 5;

  /** The order in which streams are hashed: by the bytes of their names, the longer first. */
  static final Comparator<CompoundEntry> HASH_ORDER = CompoundEntry::compareBytes;

  /** The order in which streams are looked up (MS-CFB 2.6.4): the shorter first, capitals alike. */
  static final Comparator<CompoundEntry> TREE_ORDER =
      Comparator.comparingInt((CompoundEntry e) -> e.nameBytes())
          .thenComparing(e -> e.name().toUpperCase(Locale.ROOT));

  /** Reads the entry at the buffer's position and moves behind it. */
  static CompoundEntry next(int id, ByteBuffer directory, boolean shortSizes)
      throws MalformedContainerException {
    ByteBuffer raw = directory.slice(directory.position(), LENGTH).order(ByteOrder.LITTLE_ENDIAN);
    directory.position(directory.position() + LENGTH);
    // MS-CFB 2.6.1: with sectors of 512 bytes the upper half of the size may hold anything.
    long size = shortSizes ? Integer.toUnsignedLong(raw.getInt(0x78)) : raw.getLong(0x78);
    int nameLength = raw.getShort(0x40);
    if (size < 0 || nameLength < 0 || nameLength > NAME || nameLength % 2 != 0) {
      throw new MalformedContainerException("a directory entry with impossible lengths");
    }
    return new CompoundEntry(id, raw, size);
  }

  String name() {
    return StandardCharsets.UTF_16LE.decode(raw.slice(0, nameBytes())).toString();
  }

  /** Bytes of the name without its end. */
  int nameBytes() {
    return Math.max(0, raw.getShort(0x40) - 2);
  }

  boolean isStorage() {
    return raw.get(0x42) == STORAGE;
  }

  boolean isStream() {
    return raw.get(0x42) == STREAM;
  }

  boolean isRoot() {
    return raw.get(0x42) == ROOT;
  }

  int left() {
    return raw.getInt(0x44);
  }

  int right() {
    return raw.getInt(0x48);
  }

  int child() {
    return raw.getInt(0x4c);
  }

  int start() {
    return raw.getInt(0x74);
  }

  /** Part of the entry as it stands. */
  ByteBuffer bytes(int from, int length) {
    return raw.slice(from, length);
  }

  /** Whether all bytes of a part are zero. */
  boolean zero(int from, int to) {
    for (int i = from; i < to; i++) {
      if (raw.get(i) != 0) {
        return false;
      }
    }
    return true;
  }

  private static int compareBytes(CompoundEntry a, CompoundEntry b) {
    int lengthA = a.raw.getShort(0x40);
    int lengthB = b.raw.getShort(0x40);
    for (int i = 0; i < Math.min(lengthA, lengthB); i++) {
      int difference = (a.raw.get(i) & 0xff) - (b.raw.get(i) & 0xff);
      if (difference != 0) {
        return difference;
      }
    }
    return lengthB - lengthA;
  }
}
