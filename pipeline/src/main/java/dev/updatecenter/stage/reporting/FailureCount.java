package dev.updatecenter.stage.reporting;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.FailureCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How many devices of a product failed with one code: those whose latest final state of a release
 * is a failure, and which are enrolled in the ring that they reported from.
 *
 * @param code the code; empty for devices that gave none
 * @param devices how many, each counted once however many releases it failed with the code
 * @param first the oldest of these failures, by the devices' time
 * @param last the newest
 * @param places where, most devices first
 */
public record FailureCount(
    Optional<FailureCode> code, int devices, Instant first, Instant last, List<Place> places) {
  /** Copies. */
  public FailureCount {
    places = List.copyOf(places);
  }

  /**
   * A release in a ring.
   *
   * @param devices how many failed there with the code
   * @param first since when
   */
  public record Place(RingName ring, PackageVersion release, int devices, Instant first) {}
}
