package dev.updatecenter.capability.authenticode.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * A compound file (MS-CFB): sectors chained by the FAT, small streams in the mini stream. Chains
 * are bounded by the number of sectors, so a circle ends as an error.
 *
 * <pre>
 * 1e sector shift  20 mini shift  2c FAT sectors  30 first directory sector
 * 38 mini cutoff   3c first mini FAT sector       44 first DIFAT sector    4c DIFAT, 109 entries
 * </pre>
 */
final class CompoundFile {
  private static final int HEADER = 512;
  private static final int DIFAT = 0x4c;
  private static final int DIFAT_IN_HEADER = 109;
  private static final int MINI_SHIFT = 6;
  private static final int MINI_CUTOFF = 4096;
  private static final int LAST_SECTOR = 0xfffffffa;
  private static final int END_OF_CHAIN = 0xfffffffe;
  private static final int MOST_ENTRIES = 100_000;

  private final FileBytes file;
  private final int shift;
  private final List<Integer> fatSectors;
  private final List<Integer> miniFat;
  private final List<Integer> miniStream;
  private final List<CompoundEntry> entries = new ArrayList<>();

  CompoundFile(FileBytes file) throws IOException {
    this.file = file;
    ByteBuffer header = file.read(0, HEADER);
    this.shift = header.getShort(0x1e);
    // MS-CFB 2.2: 512 or 4096 bytes a sector, 64 a mini sector, cutoff 4096.
    boolean known = (shift == 9 || shift == 12) && header.getShort(0x20) == MINI_SHIFT;
    if (!known || header.getInt(0x38) != MINI_CUTOFF) {
      throw new MalformedContainerException("a compound file with unknown sector sizes");
    }
    this.fatSectors = fatSectors(header);
    for (int sector : chain(header.getInt(0x30))) {
      ByteBuffer bytes = file.read(offset(sector), 1 << shift);
      while (bytes.hasRemaining() && entries.size() < MOST_ENTRIES) {
        entries.add(CompoundEntry.next(bytes, shift == 9));
      }
    }
    if (entries.isEmpty()) {
      throw new MalformedContainerException("a compound file without a root");
    }
    this.miniFat = chain(header.getInt(0x3c));
    this.miniStream = chain(entries.get(0).start());
  }

  /** The directory entry of a number. */
  CompoundEntry entry(int id) throws MalformedContainerException {
    if (id < 0 || id >= entries.size()) {
      throw new MalformedContainerException("no directory entry " + Integer.toUnsignedString(id));
    }
    return entries.get(id);
  }

  /** Hands out a stream's bytes, block by block. */
  void read(CompoundEntry entry, Consumer<ByteBuffer> consumer) throws IOException {
    boolean mini = entry.size() < MINI_CUTOFF;
    long left = entry.size();
    int sector = entry.start();
    while (left > 0) {
      int unit = mini ? 1 << MINI_SHIFT : 1 << shift;
      long at = mini ? miniOffset(sector) : offset(sector);
      int length = (int) Math.min(unit, left);
      consumer.accept(file.read(at, length));
      left -= length;
      sector = left == 0 ? END_OF_CHAIN : mini ? nextMini(sector) : next(sector);
    }
  }

  private List<Integer> fatSectors(ByteBuffer header) throws IOException {
    int count = header.getInt(0x2c);
    if (count < 0 || (long) count << shift > file.size()) {
      throw new MalformedContainerException("a FAT larger than the file");
    }
    List<Integer> sectors = new ArrayList<>();
    for (int i = 0; i < Math.min(count, DIFAT_IN_HEADER); i++) {
      sectors.add(header.getInt(DIFAT + 4 * i));
    }
    int difat = header.getInt(0x44);
    // MS-CFB 2.5: each DIFAT sector's last entry names the next one.
    while (sectors.size() < count) {
      ByteBuffer more = file.read(offset(difat), 1 << shift);
      while (more.remaining() > 4 && sectors.size() < count) {
        sectors.add(more.getInt());
      }
      difat = more.getInt((1 << shift) - 4);
    }
    return sectors;
  }

  private List<Integer> chain(int start) throws IOException {
    List<Integer> sectors = new ArrayList<>();
    for (int sector = start; sector != END_OF_CHAIN; sector = next(sector)) {
      sectors.add(sector);
      if ((long) sectors.size() << shift > file.size()) {
        throw new MalformedContainerException("a chain of sectors without an end");
      }
    }
    return sectors;
  }

  private int next(int sector) throws IOException {
    int perSector = 1 << (shift - 2);
    return file.read(offset(at(fatSectors, sector / perSector)) + 4L * (sector % perSector), 4)
        .getInt();
  }

  private int nextMini(int sector) throws IOException {
    int perSector = 1 << (shift - 2);
    return file.read(offset(at(miniFat, sector / perSector)) + 4L * (sector % perSector), 4)
        .getInt();
  }

  private long miniOffset(int sector) throws MalformedContainerException {
    long within = (long) sector << MINI_SHIFT;
    int holder = at(miniStream, (int) Math.min(within >>> shift, Integer.MAX_VALUE));
    return offset(holder) + (within & ((1L << shift) - 1));
  }

  private static int at(List<Integer> sectors, int index) throws MalformedContainerException {
    if (index < 0 || index >= sectors.size()) {
      throw new MalformedContainerException("a sector that no table has");
    }
    return sectors.get(index);
  }

  private long offset(int sector) throws MalformedContainerException {
    if (Integer.compareUnsigned(sector, LAST_SECTOR) > 0) {
      throw new MalformedContainerException("a chain of sectors that breaks off");
    }
    return (Integer.toUnsignedLong(sector) + 1) << shift;
  }
}
