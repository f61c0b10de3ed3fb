package dev.updatecenter.stage.planning.outlook;

import dev.updatecenter.stage.flighting.GateReach;
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
    OptionalInt needed = GateReach.needed(gate);
    return new GateOutlook(
        gate,
        gate.allEnrolled() && needed.isPresent()
            ? OptionalInt.of(Math.max(needed.getAsInt(), enrolled))
            : needed,
        enrolled);
  }

  /** Whether the ring has as many. */
  public boolean isReachable() {
    return devices.isPresent() && devices.getAsInt() <= enrolled;
  }
}
