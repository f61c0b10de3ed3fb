package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.PackageVersion;
import java.util.Optional;

/**
 * Devices of a ring that last said to run the same.
 *
 * @param os the OS version; empty where they never reported: they run what their image had
 * @param ocp the OEM custom package version; empty likewise
 * @param release the highest release that they said to have installed, if any
 * @param devices how many
 */
public record RunningState(
    Optional<PackageVersion> os,
    Optional<PackageVersion> ocp,
    Optional<PackageVersion> release,
    int devices) {
  /** Refuses a state of nobody, and one that is half known. */
  public RunningState {
    if (devices < 1 || os.isPresent() != ocp.isPresent()) {
      throw new IllegalArgumentException("a state names what devices run, of one or more");
    }
  }
}
