package dev.updatecenter.stage.validation;

import java.time.Duration;
import java.util.Optional;

/**
 * The loosest gate that a release may have in a ring. What is empty is not bound.
 *
 * @param allEnrolled whether every enrolled device has to report
 * @param minDevices least number of devices
 * @param maxFailures most devices that may fail; only with allEnrolled
 * @param soak shortest soak
 * @param successLowerBound least lower end of the interval of success, 0..1; not with allEnrolled
 * @param haltAboveFailures highest failure rate that halts, 0..1; a gate that never halts by a rate
 *     is looser than any
 */
public record LeastGate(
    boolean allEnrolled,
    Optional<Integer> minDevices,
    Optional<Integer> maxFailures,
    Optional<Duration> soak,
    Optional<Double> successLowerBound,
    Optional<Double> haltAboveFailures) {
  /** Binds nothing. */
  public static final LeastGate NONE =
      new LeastGate(
          false,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty());
}
