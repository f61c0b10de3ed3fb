package dev.updatecenter.capability.authenticode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Set;
import java.util.TreeSet;

/**
 * The bytes of a signed file that may be changed: those that docs/verify.md lists, and no others.
 */
final class HarmlessBytes {
  private static final int ENTRY = 128;

  private HarmlessBytes() {}

  static Set<Integer> of(SignedSample sample, byte[] file) {
    return switch (sample) {
      case EXE, EXE32, DLL, SYS -> checksum(file);
      case MSI -> compoundFile(file);
      default -> Set.of();
    };
  }

  /** PE format: CheckSum, 64 bytes into the optional header. */
  static Set<Integer> checksum(byte[] file) {
    int header = little(file).getInt(0x3c) + 24;
    return range(new TreeSet<>(), header + 64, 4);
  }

  /** MS-CFB 2.6.1; without MsiDigitalSignatureEx names and the root's times are free. */
  private static Set<Integer> compoundFile(byte[] file) {
    ByteBuffer b = little(file);
    int sector = 1 << b.getShort(0x1e);
    int directory = (b.getInt(0x30) + 1) * sector;
    Set<Integer> free = new TreeSet<>();
    range(free, directory + 0x60, 4); // state bits of the root
    range(free, directory + 0x6c, 8); // when it was modified
    range(free, directory + 0x78, 4); // length of the mini stream, within its blank end
    for (int at = directory; at < directory + sector && file[at + 0x42] != 0; at += ENTRY) {
      range(free, at + 0x43, 1); // colour in the search tree
      if (at != directory) {
        range(free, at, b.getShort(at + 0x40) - 2); // name
      }
    }
    int miniFat = (b.getInt(0x3c) + 1) * sector;
    range(free, miniFat + 4 * (b.getInt(directory + 0x78) / 64), 4); // mark of the table's end
    return free;
  }

  private static Set<Integer> range(Set<Integer> into, int from, int length) {
    for (int i = from; i < from + length; i++) {
      into.add(i);
    }
    return into;
  }

  private static ByteBuffer little(byte[] file) {
    return ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
  }
}
