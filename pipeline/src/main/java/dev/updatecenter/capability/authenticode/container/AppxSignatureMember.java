package dev.updatecenter.capability.authenticode.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/**
 * The member that holds an app package's signature. No digest covers its headers, so each of their
 * fields must say what the other header says, and the member must be the last.
 */
final class AppxSignatureMember {
  private static final int DESCRIPTOR_FOLLOWS = 8;
  private static final int DESCRIPTOR_SIGNATURE = 0x08074b50;
  private static final int HIGHEST_VERSION = 63;

  private final FileBytes file;
  private final ZipDirectory directory;
  private final ZipRecord record;
  private final List<String> found = new ArrayList<>();

  AppxSignatureMember(FileBytes file, ZipDirectory directory, ZipRecord record) {
    this.file = file;
    this.directory = directory;
    this.record = record;
  }

  List<String> problems() throws IOException {
    List<ZipRecord> records = directory.records();
    require(records.get(records.size() - 1).equals(record), "the signature is not the last member");
    for (ZipRecord other : records) {
      require(other.localOffset() <= record.localOffset(), other.name() + " lies behind it");
    }
    ZipMember member = new ZipMember(file, record);
    ByteBuffer local = member.localHeader();
    ByteBuffer central = record.raw();
    centralHeader(central);
    headersAgree(local, central);
    extraFields(local, central);
    content(member, central.getInt(16));
    trailer(member.dataOffset() + record.compressedSize(), local, central.getInt(16));
    return found;
  }

  /** APPNOTE 4.4: attributes and comment of the signature have no use, so they are zero. */
  private void centralHeader(ByteBuffer central) {
    require(
        (central.getShort(4) & 0xffff) <= HIGHEST_VERSION, "an unknown version or system made it");
    require((central.getShort(6) & 0xffff) <= HIGHEST_VERSION, "an unknown version is needed");
    require((record.flags() & ~(DESCRIPTOR_FOLLOWS | 0x0806)) == 0, "unknown flags");
    require(central.getShort(32) == 0, "the signature has a comment");
    require(central.getShort(34) == 0 || central.getShort(34) == -1, "another disk");
    require(central.getShort(36) == 0, "the signature has internal attributes");
    require(central.getInt(38) == 0, "the signature has external attributes");
  }

  private void headersAgree(ByteBuffer local, ByteBuffer central) {
    require(local.getShort(4) == central.getShort(6), "versions differ");
    require(local.getShort(6) == central.getShort(8), "flags differ");
    require(local.getShort(8) == central.getShort(10), "compression differs");
    require(local.getInt(10) == central.getInt(12), "times differ");
    int nameLength = local.getShort(26) & 0xffff;
    require(
        local
            .slice(30, nameLength)
            .equals(central.slice(ZipRecord.FIXED, AppxContainer.SIGNATURE.length())),
        "names differ");
    if (!descriptor()) {
      require(local.getInt(14) == central.getInt(16), "checksums differ");
      require(narrowOrSame(local.getInt(18), record.compressedSize()), "packed sizes differ");
      require(narrowOrSame(local.getInt(22), record.size()), "sizes differ");
    }
  }

  /** APPNOTE 4.5.3: zip64 values of what is saturated and nothing else, in one extra field. */
  private void extraFields(ByteBuffer local, ByteBuffer central) {
    int nameLength = AppxContainer.SIGNATURE.length();
    int wide = 0;
    for (int field : new int[] {20, 24, 42}) {
      wide += central.getInt(field) == -1 ? Long.BYTES : 0;
    }
    zip64(central.duplicate().position(ZipRecord.FIXED + nameLength).slice(), wide);
    wide = local.getInt(18) == -1 || local.getInt(22) == -1 ? 2 * Long.BYTES : 0;
    ByteBuffer extra = local.duplicate().position(30 + (local.getShort(26) & 0xffff)).slice();
    zip64(extra, wide);
    if (wide != 0 && extra.remaining() == 4 + wide) {
      extra.order(ByteOrder.LITTLE_ENDIAN);
      boolean same =
          extra.getLong(4) == record.size() && extra.getLong(12) == record.compressedSize();
      boolean unknown = descriptor() && extra.getLong(4) == 0 && extra.getLong(12) == 0;
      require(same || unknown, "sizes differ");
    }
  }

  private void zip64(ByteBuffer extra, int length) {
    extra.order(ByteOrder.LITTLE_ENDIAN);
    boolean fits = length == 0 ? !extra.hasRemaining() : extra.remaining() == 4 + length;
    require(
        fits && (length == 0 || (extra.getShort(0) == 1 && extra.getShort(2) == length)),
        "extra fields");
  }

  private void content(ZipMember member, int crc) throws IOException {
    // Packed, it is never longer than stored blocks would make it: no room for anything else.
    long most = record.size() + 5 * (record.size() / 0xffff + 1);
    require(record.compressedSize() <= most, "packed to more than it is");
    CRC32 computed = new CRC32();
    member.unpack(computed::update);
    require((int) computed.getValue() == crc, "the signature's checksum is wrong");
  }

  /** APPNOTE 4.3.9: a data descriptor may follow, of 16 bytes or, for zip64, of 24. */
  private void trailer(long dataEnd, ByteBuffer local, int crc) throws IOException {
    long rest = directory.offset() - dataEnd;
    if (!descriptor()) {
      require(rest == 0, "bytes behind the signature");
      return;
    }
    if (rest != 16 && rest != 24) {
      found.add("bytes behind the signature");
      return;
    }
    require(local.getInt(14) == 0 || local.getInt(14) == crc, "checksums differ");
    ByteBuffer d = file.read(dataEnd, (int) rest);
    boolean sizes =
        rest == 16
            ? narrowOrSame(d.getInt(8), record.compressedSize())
                && narrowOrSame(d.getInt(12), record.size())
            : d.getLong(8) == record.compressedSize() && d.getLong(16) == record.size();
    require(
        d.getInt(0) == DESCRIPTOR_SIGNATURE && d.getInt(4) == crc && sizes,
        "the data descriptor differs");
  }

  private boolean descriptor() {
    return (record.flags() & DESCRIPTOR_FOLLOWS) != 0;
  }

  private static boolean narrowOrSame(int narrow, long wide) {
    return narrow == -1 || Integer.toUnsignedLong(narrow) == wide;
  }

  private void require(boolean held, String otherwise) {
    if (!held) {
      found.add(AppxContainer.SIGNATURE + ": " + otherwise);
    }
  }
}
