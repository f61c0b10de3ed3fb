package dev.updatecenter.capability.format.wim;

import dev.updatecenter.capability.format.MalformedPackageException;

/**
 * How much a Windows image may hold before it is taken for a bomb.
 *
 * @param ratio most bytes out for each byte of the file
 * @param ratioFrom bytes out from which the ratio counts: small content may well compress far
 * @param totalBytes most bytes out
 * @param entries most resources, and most files and folders
 * @param depth most folders inside folders
 */
public record WimLimits(int ratio, long ratioFrom, long totalBytes, int entries, int depth) {
  /** 200:1 once 16 MiB are out, 16 GiB in all, 100,000 entries, 64 deep. */
  public static final WimLimits DEFAULT = new WimLimits(200, 16L << 20, 16L << 30, 100_000, 64);

  /** Refuses limits that let nothing pass. */
  public WimLimits {
    if (ratio < 1 || ratioFrom < 0 || totalBytes < 1 || entries < 1 || depth < 1) {
      throw new IllegalArgumentException("an image's limits are positive");
    }
  }

  void check(long in, long out) throws MalformedPackageException {
    if (out < 0 || out > totalBytes) {
      throw WimFault.TOO_LARGE.exception("unpacks to more than " + totalBytes + " bytes");
    }
    if (out > ratioFrom && out / ratio > in) {
      throw WimFault.TOO_LARGE.exception("unpacks to more than " + ratio + " times its size");
    }
  }
}
