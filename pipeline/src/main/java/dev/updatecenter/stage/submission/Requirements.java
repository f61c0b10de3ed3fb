package dev.updatecenter.stage.submission;

import dev.updatecenter.kernel.core.PackageVersion;
import java.util.Optional;

/**
 * What a device must already run before it may take a release ({@code requires} of release.yaml).
 *
 * @param os the lowest OS version; empty for any
 * @param ocp the lowest version of the OEM custom package; empty for any
 */
public record Requirements(Optional<PackageVersion> os, Optional<PackageVersion> ocp) {
  /** No floor at all. */
  public static final Requirements NONE = new Requirements(Optional.empty(), Optional.empty());
}
