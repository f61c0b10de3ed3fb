package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.MalformedPackageException;

/**
 * How much an app package may unpack to before it is taken for a bomb.
 *
 * @param ratio most bytes out for each byte of the file
 * @param ratioFrom bytes out from which the ratio counts
 * @param totalBytes most bytes out
 * @param entries most entries
 */
public record AppxLimits(int ratio, long ratioFrom, long totalBytes, int entries) {
  /** 200:1 once 16 MiB are out, 16 GiB and 100,000 entries in all. */
  public static final AppxLimits DEFAULT = new AppxLimits(200, 16L << 20, 16L << 30, 100_000);

  /** Refuses limits that let nothing pass. */
  public AppxLimits {
    if (ratio < 1 || ratioFrom < 0 || totalBytes < 1 || entries < 1) {
      throw new IllegalArgumentException("an app package's limits are positive");
    }
  }

  void check(long in, long out) throws MalformedPackageException {
    if (out < 0 || out > totalBytes) {
      throw ZipFault.BOMB.exception("unpacks to more than " + totalBytes + " bytes");
    }
    if (out > ratioFrom && out / ratio > in) {
      throw ZipFault.BOMB.exception(
          "unpacks to more than " + ratio + " times its size (" + out + " bytes so far)");
    }
  }
}
