package dev.updatecenter.stage.offer;

import dev.updatecenter.kernel.core.PackageVersion;
import java.util.Optional;

/**
 * What a device must already run to take a release: {@code requires} of an offer.
 *
 * @param os the lowest OS version; empty for any
 * @param ocp the lowest version of the OEM custom package; empty for any
 */
public record Floors(Optional<PackageVersion> os, Optional<PackageVersion> ocp) {
  /** No floor at all. */
  public static final Floors NONE = new Floors(Optional.empty(), Optional.empty());
}
