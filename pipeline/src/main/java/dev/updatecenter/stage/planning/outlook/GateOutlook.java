package dev.updatecenter.stage.planning.outlook;

import dev.updatecenter.stage.flighting.WilsonInterval;
import dev.updatecenter.stage.submission.RingSettings;
import java.util.OptionalInt;

/**
 * What it takes to pass a ring.
 *
 * @param gate as release.yaml has it
 * @param devices how many devices have to succeed at least when none fails; empty when no number
 *     does
 * @param enrolled how many the ring has
 */
public record GateOutlook(RingSettings.Gate gate, OptionalInt devices, int enrolled) {
  /** The outlook of a gate. */
  public static GateOutlook of(RingSettings.Gate gate, int enrolled) {
    return new GateOutlook(gate, needed(gate, enrolled), enrolled);
  }

  private static OptionalInt needed(RingSettings.Gate gate, int enrolled) {
    int least = Math.max(1, gate.minDevices());
    if (gate.allEnrolled()) {
      return OptionalInt.of(Math.max(least, enrolled));
    }
    if (gate.successLowerBound().isEmpty()) {
      return OptionalInt.of(least);
    }
    OptionalInt trials = WilsonInterval.trialsWithoutFailure(gate.successLowerBound().get());
    return trials.isEmpty() ? trials : OptionalInt.of(Math.max(least, trials.getAsInt()));
  }

  /** Whether the ring has as many. */
  public boolean isReachable() {
    return devices.isPresent() && devices.getAsInt() <= enrolled;
  }
}
