package dev.updatecenter.device;

/** The {@code root.json} that came with the device. Read again at each scan. */
public final class TrustedRoot {
  private final byte[] bytes;

  private TrustedRoot(byte[] bytes) {
    this.bytes = bytes;
  }

  /** Takes over a file's content; copied. Whether it is a root is found out by the scan. */
  public static TrustedRoot of(byte[] content) {
    return new TrustedRoot(content.clone());
  }

  byte[] bytes() {
    return bytes.clone();
  }
}
