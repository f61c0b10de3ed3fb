package dev.updatecenter.capability.format.cab;

import dev.updatecenter.capability.format.MalformedPackageException;

/**
 * How much a cabinet may unpack to before it is taken for a bomb.
 *
 * @param ratio most bytes out for each byte in
 * @param ratioFrom bytes out from which the ratio counts: small content may well compress far
 * @param totalBytes most bytes out
 * @param nesting how deep cabinets may lie inside cabinets; 1 = none inside
 */
public record CabinetLimits(int ratio, long ratioFrom, long totalBytes, int nesting) {
  /** 200:1 once 16 MiB are out, 16 GiB in all, three deep. */
  public static final CabinetLimits DEFAULT = new CabinetLimits(200, 16L << 20, 16L << 30, 3);

  /** Refuses limits that let nothing pass. */
  public CabinetLimits {
    if (ratio < 1 || ratioFrom < 0 || totalBytes < 1 || nesting < 1) {
      throw new IllegalArgumentException("a cabinet's limits are positive");
    }
  }

  /**
   * The limits for a cabinet found inside one that is read under these.
   *
   * @throws MalformedPackageException if that is one too deep
   */
  public CabinetLimits inside() throws MalformedPackageException {
    if (nesting == 1) {
      throw CabinetFault.NESTED_TOO_DEEP.exception("cabinets are nested too deep");
    }
    return new CabinetLimits(ratio, ratioFrom, totalBytes, nesting - 1);
  }

  void check(long in, long out) throws MalformedPackageException {
    if (out > totalBytes) {
      throw CabinetFault.TOO_LARGE.exception("unpacks to more than " + totalBytes + " bytes");
    }
    if (out > ratioFrom && out / ratio > in) {
      throw CabinetFault.BOMB.exception(
          "unpacks to more than " + ratio + " times its size (" + out + " bytes so far)");
    }
  }
}
