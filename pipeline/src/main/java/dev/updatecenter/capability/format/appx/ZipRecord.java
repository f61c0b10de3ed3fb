package dev.updatecenter.capability.format.appx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * An entry of the directory (PKWARE APPNOTE 4.3.12).
 *
 * <pre>
 *  8  u2  flags               28  u2  length of the name
 * 10  u2  method              30  u2  length of the extra field
 * 16  u4  CRC-32              32  u2  length of the comment
 * 20  u4  compressed size     34  u2  disk
 * 24  u4  size                42  u4  offset of the local header
 * </pre>
 *
 * @param rawName the name as stored, one character a byte
 * @param flags as stored
 * @param method 0 stored, 8 deflated
 * @param crc CRC-32 of the content
 * @param compressedSize bytes in the file
 * @param size bytes of the content
 * @param localOffset where the local header begins
 */
record ZipRecord(
    String rawName,
    int flags,
    int method,
    int crc,
    long compressedSize,
    long size,
    long localOffset) {
  private static final int SIGNATURE = 0x02014B50;
  private static final int FIXED = 46;
  private static final int STORED = 0;
  private static final int DEFLATED = 8;
  private static final int DESCRIPTOR = 8;
  // APPNOTE 4.4.4: how hard it was compressed, a descriptor follows, the name is UTF-8.
  private static final int KNOWN_FLAGS = 0x080E;

  /** Takes the next entry off a directory. */
  static ZipRecord next(ByteBuffer directory, Faults faults) throws IOException {
    if (directory.remaining() < FIXED || directory.getInt(directory.position()) != SIGNATURE) {
      throw ZipFault.DAMAGED.exception("not a sound ZIP: its directory has fewer entries");
    }
    ByteBuffer b = directory.slice().order(ByteOrder.LITTLE_ENDIAN);
    int name = Short.toUnsignedInt(b.getShort(28));
    int extra = Short.toUnsignedInt(b.getShort(30));
    int comment = Short.toUnsignedInt(b.getShort(32));
    if (name == 0 || FIXED + name + extra + comment > b.capacity()) {
      throw ZipFault.DAMAGED.exception("not a sound ZIP: its directory ends within an entry");
    }
    ZipExtra wide = ZipExtra.read(b.slice(FIXED + name, extra));
    long size = wide.value(b.getInt(24));
    long compressed = wide.value(b.getInt(20));
    ZipRecord entry =
        new ZipRecord(
            name(b, FIXED, name),
            Short.toUnsignedInt(b.getShort(8)),
            Short.toUnsignedInt(b.getShort(10)),
            b.getInt(16),
            compressed,
            size,
            wide.value(b.getInt(42)));
    entry.check(comment, b.getShort(34), faults);
    directory.position(directory.position() + FIXED + name + extra + comment);
    return entry;
  }

  static String name(ByteBuffer b, int offset, int length) {
    byte[] bytes = new byte[length];
    b.get(offset, bytes);
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }

  private void check(int comment, short disk, Faults faults) {
    if (comment != 0) {
      faults.add(ZipFault.HIDDEN.finding(shown() + " carries a comment"));
    }
    if (disk != 0 && disk != -1) {
      faults.add(ZipFault.DAMAGED.finding(shown() + " lies on another disk"));
    }
    if ((flags & 1) != 0) {
      faults.add(ZipFault.UNSUPPORTED.finding(shown() + " is encrypted"));
    } else if ((flags & ~KNOWN_FLAGS) != 0) {
      faults.add(
          ZipFault.UNSUPPORTED.finding(shown() + " has flags " + Integer.toHexString(flags) + "h"));
    }
    if (method != STORED && method != DEFLATED) {
      faults.add(ZipFault.UNSUPPORTED.finding(shown() + " is compressed by method " + method));
    }
    // ECMA-376 part 2, 6.2.2.2: a part name does not end with a slash.
    if (rawName.endsWith("/")) {
      faults.add(ZipFault.UNSUPPORTED.finding(shown() + " is a folder"));
    }
    if (!deflated() && size != compressedSize) {
      faults.add(ZipFault.CONTRADICTION.finding(shown() + " is stored, and has two sizes"));
    }
  }

  boolean deflated() {
    return method == DEFLATED;
  }

  /** Whether checksum and sizes stand behind the content (APPNOTE 4.3.9). */
  boolean hasDescriptor() {
    return (flags & DESCRIPTOR) != 0;
  }

  /** The name for a message, whatever is in it. */
  String shown() {
    String plain = rawName.length() > 120 ? rawName.substring(0, 120) + "…" : rawName;
    StringBuilder shown = new StringBuilder("'");
    plain.chars().forEach(c -> shown.append(c < ' ' || c > '~' ? '?' : (char) c));
    return shown.append('\'').toString();
  }
}
