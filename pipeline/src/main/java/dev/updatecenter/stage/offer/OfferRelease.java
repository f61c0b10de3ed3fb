package dev.updatecenter.stage.offer;

import dev.updatecenter.kernel.core.PackageVersion;
import java.util.List;
import java.util.Optional;

/**
 * A release that a ring offers.
 *
 * @param version the release's version
 * @param resumed how often it was resumed after a halt
 * @param os the OS version it moves a device to, if it does
 * @param ocp the OEM custom package version it moves a device to, if it does
 * @param requires what a device must already run
 * @param packages in install order; empty where only the OS moves
 * @param notes what people are told; may be empty
 */
public record OfferRelease(
    PackageVersion version,
    int resumed,
    Optional<PackageVersion> os,
    Optional<PackageVersion> ocp,
    Floors requires,
    List<OfferPackage> packages,
    String notes) {
  /** Copies; refuses a negative count and a release that moves nothing. */
  public OfferRelease {
    packages = List.copyOf(packages);
    if (resumed < 0) {
      throw new IllegalArgumentException("resumed counts from 0");
    }
    if (os.isEmpty() && packages.isEmpty()) {
      throw new IllegalArgumentException(version + " moves no OS and has no package");
    }
  }
}
