package dev.updatecenter.stage.submission;

import dev.updatecenter.kernel.core.RingName;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How one ring of a release is flighted ({@code rings[]} of release.yaml).
 *
 * @param ring the ring
 * @param automatic whether its flight begins by itself once the ring before has passed
 * @param approvals how many approvals its plan needs
 * @param ramp the shares in order, the last one 100 %; never empty
 * @param gate what it takes to pass
 */
public record RingSettings(
    RingName ring, boolean automatic, int approvals, List<RampStep> ramp, Gate gate) {
  /** Copies; an empty ramp is 100 % at once. */
  public RingSettings {
    ramp = ramp.isEmpty() ? List.of(new RampStep(100, Duration.ZERO)) : List.copyOf(ramp);
  }

  /**
   * One widening.
   *
   * @param percent share of the ring's devices, above 0, at most 100
   * @param after time since the ring's start
   */
  public record RampStep(double percent, Duration after) {}

  /**
   * What it takes to pass a ring, and to halt it.
   *
   * @param allEnrolled whether every enrolled device has to report, instead of a sample
   * @param minDevices least number of final reports (allEnrolled: of enrolled devices)
   * @param maxFailures most failed devices; only for allEnrolled
   * @param soak time that has to pass since the last share began
   * @param successLowerBound least lower end of the 95 % interval of success, 0..1
   * @param haltAboveFailures failure rate, 0..1, that halts when it is surely exceeded
   */
  public record Gate(
      boolean allEnrolled,
      int minDevices,
      int maxFailures,
      Duration soak,
      Optional<Double> successLowerBound,
      Optional<Double> haltAboveFailures) {}
}
