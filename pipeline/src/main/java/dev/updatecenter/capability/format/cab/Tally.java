package dev.updatecenter.capability.format.cab;

import java.io.IOException;

/** Bytes in and out of one pass over a cabinet's folders, held against the limits. */
final class Tally {
  private final CabinetLimits limits;
  private final DataRanges ranges = new DataRanges();
  private long in;
  private long out;

  Tally(CabinetLimits limits) {
    this.limits = limits;
  }

  /** A block was unpacked. */
  void unpacked(long inOfFolder, int length) throws IOException {
    out += length;
    limits.check(in + inOfFolder, out);
  }

  /** A folder came to its end. */
  void folder(long inOfFolder) {
    in += inOfFolder;
  }

  /** No two folders can share data: it would multiply for nothing. */
  void passed(FolderPart part, long start, long end) throws IOException {
    ranges.add(start, end);
  }
}
