package dev.updatecenter.capability.format.cab;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Comparator;
import java.util.List;

/** Cuts a folder's content into its files. */
final class FolderFiles implements AutoCloseable {
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
                Comparator.comparingLong(CabinetFile::offset).thenComparingLong(CabinetFile::size))
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
