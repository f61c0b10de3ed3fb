package dev.updatecenter.capability.format.cab;

/** How a cabinet's data blocks are stored, of the ways that are both read and written here. */
public enum Compression {
  /** As they are. */
  NONE(0),
  /** Deflate in blocks of 32 KiB that share one history (MS-MCI). */
  MSZIP(1);

  private final int typeCompress;

  Compression(int typeCompress) {
    this.typeCompress = typeCompress;
  }

  int typeCompress() {
    return typeCompress;
  }
}
