package dev.updatecenter.stage.flighting;

import dev.updatecenter.stage.submission.RingSettings;
import java.util.OptionalInt;

/** What a gate asks of a ring's size. */
public final class GateReach {
  private GateReach() {}

  /** The least number of devices that could pass a gate, all succeeding; nothing when none can. */
  public static OptionalInt needed(RingSettings.Gate gate) {
    int least = Math.max(1, gate.minDevices());
    if (gate.allEnrolled() || gate.successLowerBound().isEmpty()) {
      return OptionalInt.of(least);
    }
    OptionalInt trials = WilsonInterval.trialsWithoutFailure(gate.successLowerBound().get());
    return trials.isEmpty() ? trials : OptionalInt.of(Math.max(least, trials.getAsInt()));
  }
}
