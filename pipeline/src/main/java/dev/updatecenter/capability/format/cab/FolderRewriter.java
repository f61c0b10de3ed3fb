package dev.updatecenter.capability.format.cab;

import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/** Writes one folder of a cabinet again, with other content for some of its files. */
final class FolderRewriter {
  // MS-CAB 2.4 cCFData is a u2.
  private static final int MAX_BLOCKS = 0xFFFF;
  private static final int STORED = 0;
  private static final int LZX = 3;

  private final Cabinet cabinet;
  private final int index;
  private final List<Replacement> replacements;
  private final Tally read;
  private final int typeCompress;
  private final byte[] block = new byte[DataBlocks.BLOCK];
  private final byte[] filling = new byte[DataBlocks.BLOCK];
  private int filled;
  private int blocks;
  private int next;
  private long skip;
  private long at;
  private long position;

  /**
   * A folder.
   *
   * @param replacements those of its files, by their offsets
   * @param position where in the new cabinet its data goes
   * @param read what all folders together came to
   */
  FolderRewriter(
      Cabinet cabinet, int index, List<Replacement> replacements, long position, Tally read) {
    this.cabinet = cabinet;
    this.index = index;
    this.replacements = replacements;
    this.typeCompress = cabinet.contents().folders().get(index).get(0).folder().typeCompress();
    this.position = position;
    this.read = read;
  }

  /** Where the next folder's data goes. */
  long position() {
    return position;
  }

  CFFolder write(OutputStream out) throws IOException {
    final long start = position;
    Compression compression = (typeCompress & 0xF) == STORED ? Compression.NONE : Compression.MSZIP;
    List<CabinetFile> files = cabinet.files().stream().filter(f -> f.folder() == index).toList();
    // Cut as a reader would cut it: two files on one place would both be changed.
    try (FolderFiles cut = FolderFiles.of(files, f -> OutputStream.nullOutputStream());
        DataBlocks in = new DataBlocks(cabinet.contents().folders().get(index), read::passed);
        BlockEncoder encoder = new BlockEncoder(compression)) {
      encoder.begin();
      for (int length = in.next(block); length > 0; length = in.next(block)) {
        read.unpacked(in.consumed(), length);
        cut.accept(block, length);
        if (isCopied(length)) {
          count(in.copy(length, encoder, out));
          encoder.remember(block, length);
          at += length;
        } else {
          replaced(length, encoder, out);
        }
      }
      cut.end();
      read.folder(in.consumed());
      flush(encoder, out);
    }
    return new CFFolder(
        start, blocks, replacements.isEmpty() ? typeCompress : compression.typeCompress());
  }

  /** Whether what comes before the first change, and needs nothing that comes after. */
  private boolean isCopied(int length) {
    if (replacements.isEmpty()) {
      return true;
    }
    return (typeCompress & 0xF) != LZX
        && length == DataBlocks.BLOCK
        && filled == 0
        && next == 0
        && at + length <= replacements.get(0).file().offset();
  }

  private void replaced(int length, BlockEncoder encoder, OutputStream out) throws IOException {
    int i = 0;
    while (i < length) {
      if (skip == 0 && next < replacements.size() && replacements.get(next).file().offset() == at) {
        Replacement replacement = replacements.get(next++);
        pack(replacement.content(), 0, replacement.content().length, encoder, out);
        skip = replacement.file().size();
      }
      int part = (int) Math.min(untilChange(), length - i);
      if (skip > 0) {
        skip -= part;
      } else {
        pack(block, i, part, encoder, out);
      }
      i += part;
      at += part;
    }
  }

  private long untilChange() {
    if (skip > 0) {
      return skip;
    }
    return next < replacements.size()
        ? replacements.get(next).file().offset() - at
        : Long.MAX_VALUE;
  }

  private void pack(byte[] from, int begin, int length, BlockEncoder encoder, OutputStream out)
      throws IOException {
    for (int done = 0; done < length; ) {
      int part = Math.min(length - done, filling.length - filled);
      System.arraycopy(from, begin + done, filling, filled, part);
      filled += part;
      done += part;
      if (filled == filling.length) {
        flush(encoder, out);
      }
    }
  }

  private void flush(BlockEncoder encoder, OutputStream out) throws IOException {
    if (filled > 0) {
      count(encoder.write(filling, filled, out));
      filled = 0;
    }
  }

  private void count(int written) throws IOException {
    position += written;
    blocks++;
    if (position > CabinetOutput.MAX_CABINET || blocks > MAX_BLOCKS) {
      throw CabinetFault.CANNOT_BE_WRITTEN.exception("the cabinet would be larger than 2 GiB");
    }
  }
}
