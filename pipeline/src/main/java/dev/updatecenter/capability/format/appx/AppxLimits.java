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

  void check(long in, long out) throws MalformedPackageException {
    if (out > totalBytes || (out > ratioFrom && out / ratio > in)) {
      throw new MalformedPackageException(
          "UC3117", "unpacks to more than is allowed (" + out + " bytes so far)");
    }
  }
}
