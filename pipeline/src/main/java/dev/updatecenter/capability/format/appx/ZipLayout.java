package dev.updatecenter.capability.format.appx;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Comparator;
import java.util.List;

/** Every byte before the directory belongs to exactly one entry. */
final class ZipLayout {
  private static final int DESCRIPTOR = 0x08074B50;

  private final ZipBytes zip;
  private final long directory;
  private final Faults faults;

  ZipLayout(ZipBytes zip, long directory, Faults faults) {
    this.zip = zip;
    this.directory = directory;
    this.faults = faults;
  }

  void check(List<ZipMember> members) throws IOException {
    List<ZipMember> inOrder =
        members.stream().sorted(Comparator.comparingLong(m -> m.record().localOffset())).toList();
    long free = 0;
    for (int i = 0; i < inOrder.size(); i++) {
      ZipMember member = inOrder.get(i);
      long start = member.record().localOffset();
      if (start < free) {
        hidden(member.record().shown() + " lies on top of another entry");
      } else if (start > free) {
        hidden(start - free + " bytes before " + member.record().shown() + " are of no entry");
      }
      long next = i + 1 < inOrder.size() ? inOrder.get(i + 1).record().localOffset() : directory;
      free = Math.max(free, member.dataEnd() + descriptor(member, next - member.dataEnd()));
    }
    if (free > directory) {
      hidden("the directory lies on top of an entry");
    } else if (free < directory) {
      hidden(directory - free + " bytes before the directory are of no entry");
    }
  }

  /** PKWARE APPNOTE 4.3.9: with or without a signature, with sizes of 4 or 8 bytes. */
  private long descriptor(ZipMember member, long gap) throws IOException {
    if (!member.record().hasDescriptor() || gap < 0) {
      return 0;
    }
    ZipRecord record = member.record();
    for (int length : new int[] {24, 16, 20, 12}) {
      if (length <= gap && matches(zip.at(member.dataEnd(), length), record)) {
        return length;
      }
    }
    faults.add(
        ZipFault.CONTRADICTION.finding(
            record.shown() + " has no data descriptor that agrees with the directory"));
    return gap;
  }

  private static boolean matches(ByteBuffer d, ZipRecord record) {
    boolean wide = d.capacity() >= 20;
    boolean signed = d.capacity() % 8 == 0;
    if (signed && d.getInt() != DESCRIPTOR) {
      return false;
    }
    int crc = d.getInt();
    long compressed = wide ? d.getLong() : Integer.toUnsignedLong(d.getInt());
    long size = wide ? d.getLong() : Integer.toUnsignedLong(d.getInt());
    return crc == record.crc() && compressed == record.compressedSize() && size == record.size();
  }

  private void hidden(String what) {
    faults.add(ZipFault.HIDDEN.finding(what));
  }
}
