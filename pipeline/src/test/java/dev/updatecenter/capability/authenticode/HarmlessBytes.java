package dev.updatecenter.capability.authenticode;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The bytes of a signed file that may be changed: those that docs/verify.md lists, and no others.
 */
final class HarmlessBytes {
  private static final int ENTRY = 128;
  private static final int SECTOR = 512;

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

  /** MS-CFB 2.6.1; without MsiDigitalSignatureEx names and the times of storages are free. */
  private static Set<Integer> compoundFile(byte[] file) {
    ByteBuffer b = little(file);
    Set<Integer> free = new TreeSet<>();
    List<Integer> directory = chain(b, b.getInt(0x30));
    int root = (directory.get(0) + 1) * SECTOR;
    range(free, root + 0x78, 4); // length of the mini stream, within its blank end
    for (int sector : directory) {
      int from = (sector + 1) * SECTOR;
      for (int at = from; at < from + SECTOR && file[at + 0x42] != 0; at += ENTRY) {
        range(free, at + 0x43, 1); // colour in the search tree
        boolean stream = file[at + 0x42] == 2;
        if (!stream) {
          range(free, at + 0x60, 4); // state bits
          range(free, at == root ? at + 0x6c : at + 0x64, at == root ? 8 : 16); // times
        }
        if (at != root) {
          range(free, at, b.getShort(at + 0x40) - 2); // name
        }
      }
    }
    int mark = b.getInt(root + 0x78) / 64;
    int miniFat = chain(b, b.getInt(0x3c)).get(mark / (SECTOR / 4));
    range(free, (miniFat + 1) * SECTOR + 4 * (mark % (SECTOR / 4)), 4); // where its use ends
    return free;
  }

  /** Sectors of a chain, for a file with one FAT sector. */
  private static List<Integer> chain(ByteBuffer b, int start) {
    int fat = (b.getInt(0x4c) + 1) * SECTOR;
    List<Integer> chain = new ArrayList<>();
    for (int sector = start; sector >= 0; sector = b.getInt(fat + 4 * sector)) {
      chain.add(sector);
    }
    return chain;
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
