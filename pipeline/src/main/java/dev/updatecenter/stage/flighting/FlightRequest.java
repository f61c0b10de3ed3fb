package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import java.util.Optional;

/**
 * What somebody wants to flight.
 *
 * @param product whose
 * @param ring the ring to move
 * @param version the release's version
 * @param os the OS version asked for; empty takes the release's
 * @param ocp the OEM custom package version asked for; empty takes the release's
 * @param skipReason why the ring before need not have passed; empty for no skipping
 */
public record FlightRequest(
    ProductName product,
    RingName ring,
    PackageVersion version,
    Optional<PackageVersion> os,
    Optional<PackageVersion> ocp,
    Optional<String> skipReason) {
  /** A request for the whole release, in turn. */
  public static FlightRequest of(ProductName product, RingName ring, PackageVersion version) {
    return new FlightRequest(
        product, ring, version, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
