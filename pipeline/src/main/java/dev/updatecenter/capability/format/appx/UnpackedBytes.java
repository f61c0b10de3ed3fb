package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.MalformedPackageException;

/** Counts what comes out of a file against its limits. */
final class UnpackedBytes {
  private final AppxLimits limits;
  private final long in;
  private long out;

  /**
   * Begins with nothing out.
   *
   * @param in bytes of the file that all of it comes from
   */
  UnpackedBytes(AppxLimits limits, long in) {
    this.limits = limits;
    this.in = in;
  }

  void add(long bytes) throws MalformedPackageException {
    out += bytes;
    limits.check(in, out);
  }
}
