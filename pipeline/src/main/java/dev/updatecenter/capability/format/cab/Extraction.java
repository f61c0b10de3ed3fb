package dev.updatecenter.capability.format.cab;

import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One pass over a cabinet's data: bytes in and out are counted against the limits. */
final class Extraction {
  private final CabinetContents contents;
  private final CabinetLimits limits;
  private final Map<Integer, List<CabinetFile>> byFolder;
  private final IdentityHashMap<Volume, DataRanges> read = new IdentityHashMap<>();
  private final byte[] block = new byte[DataBlocks.BLOCK];
  private long in;
  private long out;

  Extraction(CabinetContents contents, CabinetLimits limits) {
    this.contents = contents;
    this.limits = limits;
    this.byFolder = contents.files().stream().collect(groupingBy(CabinetFile::folder));
  }

  void all(EntrySink sink) throws IOException {
    // In the order of their data; only the parts of a set are already in theirs.
    List<Integer> order =
        IntStream.range(0, contents.folders().size())
            .boxed()
            .sorted(Comparator.comparingLong(this::place))
            .toList();
    for (int folder : order) {
      folder(folder, sink);
    }
  }

  private long place(int folder) {
    FolderPart first = contents.folders().get(folder).get(0);
    return (long) first.volume().header().iCabinet() << 32 | first.folder().coffCabStart();
  }

  /** Unpacks one folder. */
  void folder(int index, EntrySink sink) throws IOException {
    FolderFiles files = FolderFiles.of(byFolder.getOrDefault(index, List.of()), sink);
    try (files;
        DataBlocks blocks = new DataBlocks(contents.folders().get(index), this::passed)) {
      for (int length = blocks.next(block); length > 0; length = blocks.next(block)) {
        out += length;
        limits.check(in + blocks.consumed(), out);
        files.accept(block, length);
      }
      in += blocks.consumed();
      files.end();
    }
  }

  /** No two folders can share data: it would multiply for nothing. */
  private void passed(FolderPart part, long start, long end) throws IOException {
    read.computeIfAbsent(part.volume(), v -> new DataRanges()).add(start, end);
  }
}
