package dev.updatecenter.stage.reporting;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.FailureCode;
import java.time.Instant;
import java.util.Optional;

/**
 * What one device said about one release.
 *
 * @param ring the ring it reported from
 * @param release the release
 * @param outcome its latest final state; empty while it only began
 * @param code why it failed, if it did and said so
 * @param endedAt when that was, by the device's time; there iff {@code outcome} is
 * @param beganAt when it first said that it installs, if it did
 */
public record DeviceVote(
    RingName ring,
    PackageVersion release,
    Optional<InstallOutcome> outcome,
    Optional<FailureCode> code,
    Optional<Instant> endedAt,
    Optional<Instant> beganAt) {
  /** Whether the device had said by then that it runs the release. */
  public boolean succeededBy(Instant at) {
    return outcome.filter(o -> o == InstallOutcome.SUCCEEDED).isPresent()
        && endedAt.filter(end -> !end.isAfter(at)).isPresent();
  }

  /** Whether the device had said anything about the release by then. */
  public boolean isKnownAt(Instant at) {
    return endedAt.filter(end -> !end.isAfter(at)).isPresent()
        || beganAt.filter(begin -> !begin.isAfter(at)).isPresent();
  }
}
