package dev.updatecenter.capability.authenticode.container;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * A compound file (MS-CFB): sectors chained by the FAT, small streams in the mini stream. Every
 * chain is followed once, when the file is opened; memory grows with the FAT, one byte in 128.
 */
final class CompoundFile {
  private static final long LARGEST = 1L << 32;
  private static final int MOST_ENTRIES = 100_000;

  private final FileBytes file;
  private final CompoundHeader header;
  private final int shift;
  private final List<Integer> difatSectors = new ArrayList<>();
  private final SectorTable sectors;
  private final SectorTable miniSectors;
  private final int[] directory;
  private final int[] miniFat;
  private final int[] miniStream;
  private final List<CompoundEntry> entries = new ArrayList<>();
  private final Map<Integer, int[]> chains = new HashMap<>();

  CompoundFile(FileBytes file) throws IOException {
    if (file.size() > LARGEST) {
      throw new MalformedContainerException("a compound file of " + file.size() + " bytes");
    }
    this.file = file;
    this.header = CompoundHeader.read(file);
    this.shift = header.shift();
    int[] fat = fatSectors();
    this.sectors = new SectorTable(table(fat), (int) Math.max(0, (file.size() >>> shift) - 1));
    sectors.take(fat, SectorTable.FAT_SECTOR);
    sectors.take(
        difatSectors.stream().mapToInt(Integer::intValue).toArray(), SectorTable.DIFAT_SECTOR);
    this.directory = sectors.take(header.firstDirectory());
    readEntries();
    this.miniFat = sectors.take(header.firstMiniFat());
    CompoundEntry root = entry(0);
    this.miniStream = root.size() == 0 ? new int[0] : sectors.take(root.start());
    long minis = Math.min(root.size(), (long) miniStream.length << shift);
    this.miniSectors =
        new SectorTable(table(miniFat), Math.toIntExact(minis >>> CompoundHeader.MINI_SHIFT));
  }

  private void readEntries() throws IOException {
    for (int sector : directory) {
      ByteBuffer bytes = file.read(offset(sector), 1 << shift);
      while (bytes.hasRemaining()) {
        entries.add(CompoundEntry.next(entries.size(), bytes, shift == 9));
      }
      if (entries.size() > MOST_ENTRIES) {
        throw new MalformedContainerException("more than " + MOST_ENTRIES + " directory entries");
      }
    }
  }

  /** The directory entry of a number. */
  CompoundEntry entry(int id) throws MalformedContainerException {
    if (id < 0 || id >= entries.size()) {
      throw new MalformedContainerException("no directory entry " + Integer.toUnsignedString(id));
    }
    return entries.get(id);
  }

  List<CompoundEntry> entries() {
    return List.copyOf(entries);
  }

  /** Follows a stream's chain; to be called once for each stream, before it is read. */
  void claim(CompoundEntry stream) throws MalformedContainerException {
    if (stream.size() == 0) {
      chains.put(stream.id(), new int[0]);
      return;
    }
    boolean mini = mini(stream);
    int[] chain = (mini ? miniSectors : sectors).take(stream.start());
    if (stream.size() > (long) chain.length << unit(mini)) {
      throw new MalformedContainerException("a stream longer than its sectors");
    }
    chains.put(stream.id(), chain);
  }

  /** Hands out a stream's bytes, block by block. */
  void read(CompoundEntry stream, Consumer<ByteBuffer> consumer) throws IOException {
    for (long[] range : ranges(stream, 0, stream.size())) {
      file.forEachBlock(range[0], range[1], consumer);
    }
  }

  /** Where bytes of a stream's chain lie in the file: joined as far as they follow one another. */
  private List<long[]> ranges(CompoundEntry stream, long from, long to)
      throws MalformedContainerException {
    boolean mini = mini(stream);
    int[] chain = chains.getOrDefault(stream.id(), new int[0]);
    int width = unit(mini);
    List<long[]> found = new ArrayList<>();
    for (long at = from; at < to; ) {
      long end = Math.min(to, ((at >>> width) + 1) << width);
      int sector = chain[Math.toIntExact(at >>> width)];
      long place = (mini ? miniOffset(sector) : offset(sector)) + (at & ((1L << width) - 1));
      long[] last = found.isEmpty() ? new long[2] : found.get(found.size() - 1);
      if (!found.isEmpty() && last[1] == place) {
        last[1] += end - at;
      } else {
        found.add(new long[] {place, place + end - at});
      }
      at = end;
    }
    return found;
  }

  /** What lies in the file outside of all streams and is not blank or not as it must be. */
  List<String> problems() throws IOException {
    List<String> found =
        new ArrayList<>(header.problems(directory.length, miniFat.length, difatSectors.size()));
    if ((file.size() & ((1L << shift) - 1)) != 0) {
      found.add("bytes behind the last sector");
    }
    if (shift != 9 && !blank(List.of(new long[] {CompoundHeader.LENGTH, 1L << shift}))) {
      found.add("bytes behind the header");
    }
    found.addAll(sectors.problems("sectors"));
    found.addAll(miniSectors.problems("mini sectors"));
    long used = entry(0).size();
    for (long at = used; at < (long) miniStream.length << shift; at += 64) {
      if (!blank(List.of(within(at, 64)))) {
        found.add("bytes behind the mini stream");
        break;
      }
    }
    if (!blankSectors()) {
      found.add("sectors of no stream that are not blank");
    }
    for (CompoundEntry stream : entries) {
      if (chains.containsKey(stream.id()) && !blank(slack(stream))) {
        found.add("bytes behind the end of the stream " + stream.id());
      }
    }
    return found;
  }

  private List<long[]> slack(CompoundEntry stream) throws MalformedContainerException {
    int[] chain = chains.getOrDefault(stream.id(), new int[0]);
    return ranges(stream, stream.size(), (long) chain.length << unit(mini(stream)));
  }

  private boolean blankSectors() throws IOException {
    for (int sector : (Iterable<Integer>) sectors.left().stream()::iterator) {
      if (!blank(List.of(new long[] {offset(sector), offset(sector) + (1L << shift)}))) {
        return false;
      }
    }
    for (int sector : (Iterable<Integer>) miniSectors.left().stream()::iterator) {
      if (!blank(List.of(within((long) sector << CompoundHeader.MINI_SHIFT, 64)))) {
        return false;
      }
    }
    return true;
  }

  /** Writers leave zeros or ones where nothing lies; one of them all through. */
  private boolean blank(List<long[]> ranges) throws IOException {
    int[] first = {-1};
    boolean[] same = {true};
    for (long[] range : ranges) {
      file.forEachBlock(
          range[0],
          range[1],
          block -> {
            while (block.hasRemaining()) {
              int each = block.get() & 0xff;
              first[0] = first[0] < 0 ? each : first[0];
              same[0] &= each == first[0] && (each == 0 || each == 0xff);
            }
          });
    }
    return same[0];
  }

  /** Part of the mini stream that does not cross a sector. */
  private long[] within(long at, int length) throws MalformedContainerException {
    long place = offset(miniStream[Math.toIntExact(at >>> shift)]) + (at & ((1L << shift) - 1));
    return new long[] {place, place + length};
  }

  private int[] fatSectors() throws IOException {
    int count = header.fatSectors();
    if (count < 0 || (long) count << shift > file.size()) {
      throw new MalformedContainerException("a FAT larger than the file");
    }
    int[] found = new int[count];
    int known = Math.min(count, CompoundHeader.DIFAT_IN_HEADER);
    for (int i = 0; i < known; i++) {
      found[i] = header.raw().getInt(CompoundHeader.DIFAT + 4 * i);
    }
    int difat = header.firstDifat();
    // MS-CFB 2.5: each DIFAT sector's last entry names the next one.
    while (known < count) {
      difatSectors.add(difat);
      ByteBuffer more = file.read(offset(difat), 1 << shift);
      while (more.remaining() > 4) {
        int sector = more.getInt();
        if (known < count) {
          found[known++] = sector;
        } else if (sector != SectorTable.FREE) {
          throw new MalformedContainerException("a FAT sector too many");
        }
      }
      difat = more.getInt((1 << shift) - 4);
    }
    if (difat != SectorTable.END_OF_CHAIN && difat != SectorTable.FREE) {
      throw new MalformedContainerException("a DIFAT that goes on");
    }
    return found;
  }

  /** The entries of a table that lies in some sectors, one after the other. */
  private int[] table(int[] holders) throws IOException {
    int perSector = 1 << (shift - 2);
    int[] table = new int[Math.multiplyExact(holders.length, perSector)];
    for (int i = 0; i < holders.length; i++) {
      file.read(offset(holders[i]), 1 << shift).asIntBuffer().get(table, i * perSector, perSector);
    }
    return table;
  }

  private static boolean mini(CompoundEntry stream) {
    return stream.size() < CompoundHeader.MINI_CUTOFF;
  }

  private int unit(boolean mini) {
    return mini ? CompoundHeader.MINI_SHIFT : shift;
  }

  private long miniOffset(int sector) throws MalformedContainerException {
    return within((long) sector << CompoundHeader.MINI_SHIFT, 0)[0];
  }

  private long offset(int sector) throws MalformedContainerException {
    if (sector < 0) {
      throw new MalformedContainerException("a chain of sectors that breaks off");
    }
    return ((long) sector + 1) << shift;
  }
}
