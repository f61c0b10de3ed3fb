package dev.updatecenter.capability.format.cab;

import static java.util.stream.Collectors.groupingBy;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** One pass over a cabinet's data: bytes in and out are counted against the limits. */
final class Extraction {
  private final CabinetSource source;
  private final CabinetDirectory directory;
  private final CabinetLimits limits;
  private final Map<Integer, List<CabinetFile>> byFolder;
  private final byte[] block = new byte[DataBlocks.BLOCK];
  private long in;
  private long out;

  Extraction(CabinetSource source, CabinetDirectory directory, CabinetLimits limits) {
    this.source = source;
    this.directory = directory;
    this.limits = limits;
    this.byFolder = directory.files().stream().collect(groupingBy(CabinetFile::folder));
  }

  void all(EntrySink sink) throws IOException {
    // In the order of their data, so that no two can share it: shared data multiplies for nothing.
    List<Integer> order =
        IntStream.range(0, directory.folders().size())
            .boxed()
            .sorted(Comparator.comparingLong(i -> directory.folders().get(i).coffCabStart()))
            .toList();
    long free = 0;
    for (int folder : order) {
      CFFolder f = directory.folders().get(folder);
      if (f.cCFData() > 0 && f.coffCabStart() < free) {
        throw CabinetFault.BAD_HEADER.exception("two folders share data");
      }
      free = Math.max(free, folder(folder, sink));
    }
  }

  /** Unpacks one folder; the offset in the file after its last block. */
  long folder(int index, EntrySink sink) throws IOException {
    CFFolder folder = directory.folders().get(index);
    FolderFiles files = FolderFiles.of(byFolder.getOrDefault(index, List.of()), sink);
    CabinetBytes bytes =
        new CabinetBytes(source, folder.coffCabStart(), directory.header().cbCabinet());
    try (files;
        DataBlocks blocks =
            new DataBlocks(bytes, directory.header().cbCFData(), folder.compression())) {
      for (int i = 0; i < folder.cCFData(); i++) {
        long before = bytes.position();
        int length = blocks.next(block);
        in += bytes.position() - before;
        out += length;
        limits.check(in, out);
        files.accept(block, length);
      }
      files.end();
    }
    return bytes.position();
  }

  /** Cuts a folder's content into its files. */
  private static final class FolderFiles implements AutoCloseable {
    private final List<CabinetFile> files;
    private final EntrySink sink;
    private int next;
    private long position;
    private long left;
    private OutputStream target = OutputStream.nullOutputStream();

    private FolderFiles(List<CabinetFile> files, EntrySink sink) {
      this.files = files;
      this.sink = sink;
    }

    static FolderFiles of(List<CabinetFile> unsorted, EntrySink sink) throws IOException {
      List<CabinetFile> files =
          unsorted.stream()
              .sorted(
                  Comparator.comparingLong(CabinetFile::offset)
                      .thenComparingLong(CabinetFile::size))
              .toList();
      long free = 0;
      for (CabinetFile file : files) {
        if (file.offset() < free) {
          throw CabinetFault.BAD_FILE_RANGE.exception(file.name() + " lies on top of another file");
        }
        free = file.offset() + file.size();
      }
      return new FolderFiles(files, sink);
    }

    void accept(byte[] content, int length) throws IOException {
      int at = 0;
      while (at < length) {
        openReached();
        long until = left > 0 ? left : gap();
        int part = (int) Math.min(until, length - at);
        if (left > 0) {
          target.write(content, at, part);
          left -= part;
          closeIfDone();
        }
        at += part;
        position += part;
      }
    }

    /** Opens each file that begins here; several if the first ones are empty. */
    private void openReached() throws IOException {
      while (left == 0 && next < files.size() && files.get(next).offset() == position) {
        target = sink.open(files.get(next));
        left = files.get(next).size();
        next++;
        closeIfDone();
      }
    }

    private void closeIfDone() throws IOException {
      if (left == 0) {
        target.close();
        target = OutputStream.nullOutputStream();
      }
    }

    private long gap() {
      return next < files.size() ? files.get(next).offset() - position : Long.MAX_VALUE;
    }

    void end() throws IOException {
      openReached();
      if (left > 0 || next < files.size()) {
        CabinetFile first = files.get(left > 0 ? next - 1 : next);
        throw CabinetFault.BAD_FILE_RANGE.exception(
            first.name() + " goes beyond the content of its folder");
      }
    }

    @Override
    public void close() throws IOException {
      target.close();
    }
  }
}
