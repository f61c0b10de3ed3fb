package dev.updatecenter.capability.packaging;

import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.PackageVersion;
import java.util.Optional;

/**
 * What an OEM custom package says of itself.
 *
 * @param bspVersion its version
 * @param buildArch what it was built for
 * @param osVersion the system it was built against; empty where nobody says
 * @param releaseType {@code Production}, {@code Test} …
 * @param bspProductName names manufacturer and baseboard product; empty for none
 */
public record OcpHeader(
    PackageVersion bspVersion,
    Architecture buildArch,
    Optional<PackageVersion> osVersion,
    String releaseType,
    String bspProductName) {
  /** Of packages that were built against a known system. */
  public OcpHeader(
      PackageVersion bspVersion,
      Architecture buildArch,
      PackageVersion osVersion,
      String releaseType,
      String bspProductName) {
    this(bspVersion, buildArch, Optional.of(osVersion), releaseType, bspProductName);
  }
}
