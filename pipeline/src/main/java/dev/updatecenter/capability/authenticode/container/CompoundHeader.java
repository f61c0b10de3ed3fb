package dev.updatecenter.capability.authenticode.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The header of a compound file (MS-CFB 2.2):
 *
 * <pre>
 * 08 CLSID         18 minor version  1a major       1c byte order    1e sector shift
 * 20 mini shift    22 reserved       28 directory   2c FAT sectors   30 first directory sector
 * 34 transaction   38 mini cutoff    3c mini FAT    40 its sectors   44 DIFAT   48 its sectors
 * 4c DIFAT, 109 entries
 * </pre>
 *
 * @param raw the first 512 bytes
 */
record CompoundHeader(ByteBuffer raw) {
  static final int LENGTH = 512;
  static final int DIFAT = 0x4c;
  static final int DIFAT_IN_HEADER = 109;
  static final int MINI_SHIFT = 6;
  static final int MINI_CUTOFF = 4096;
  private static final Set<Integer> MINOR_VERSIONS = Set.of(0x3b, 0x3e);
  private static final int LITTLE_ENDIAN = 0xfffe;

  static CompoundHeader read(FileBytes file) throws IOException {
    CompoundHeader header = new CompoundHeader(file.read(0, LENGTH));
    // MS-CFB 2.2: 512 or 4096 bytes a sector, 64 a mini sector, cutoff 4096.
    int shift = header.shift();
    boolean known = (shift == 9 || shift == 12) && header.raw.getShort(0x20) == MINI_SHIFT;
    if (!known || header.raw.getInt(0x38) != MINI_CUTOFF) {
      throw new MalformedContainerException("a compound file with unknown sector sizes");
    }
    return header;
  }

  int shift() {
    return raw.getShort(0x1e);
  }

  int fatSectors() {
    return raw.getInt(0x2c);
  }

  int firstDirectory() {
    return raw.getInt(0x30);
  }

  int firstMiniFat() {
    return raw.getInt(0x3c);
  }

  int firstDifat() {
    return raw.getInt(0x44);
  }

  /** Fields that no digest covers and that have one value only. */
  List<String> problems(int directorySectors, int miniFatSectors, int difatSectors) {
    List<String> found = new ArrayList<>();
    int version = shift() == 9 ? 3 : 4;
    require(found, raw.getLong(8) == 0 && raw.getLong(16) == 0, "a CLSID");
    require(found, MINOR_VERSIONS.contains((int) raw.getShort(0x18)), "an unknown minor version");
    require(found, raw.getShort(0x1a) == version, "another version");
    require(found, raw.getShort(0x1c) == (short) LITTLE_ENDIAN, "another byte order");
    require(found, raw.getShort(0x22) == 0 && raw.getInt(0x24) == 0, "reserved bytes");
    require(
        found,
        raw.getInt(0x28) == (version == 3 ? 0 : directorySectors),
        "a wrong number of directory sectors");
    require(found, raw.getInt(0x34) == 0, "a transaction number");
    require(found, raw.getInt(0x40) == miniFatSectors, "a wrong number of mini FAT sectors");
    require(found, raw.getInt(0x48) == difatSectors, "a wrong number of DIFAT sectors");
    for (int i = Math.min(fatSectors(), DIFAT_IN_HEADER); i < DIFAT_IN_HEADER; i++) {
      require(found, raw.getInt(DIFAT + 4 * i) == SectorTable.FREE, "a FAT sector too many");
    }
    return found;
  }

  private static void require(List<String> found, boolean held, String otherwise) {
    if (!held) {
      found.add("the compound file's header has " + otherwise);
    }
  }
}
