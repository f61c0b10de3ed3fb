package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.submission.RingSettings;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

/** Whether a ring has the devices that its gate will ask for. */
final class GateReach {
  private GateReach() {}

  static Optional<Finding> check(FlightRequest request, RingSettings.Gate gate, int enrolled) {
    OptionalInt needed = needed(gate);
    if (needed.isPresent() && needed.getAsInt() <= enrolled) {
      return Optional.empty();
    }
    String asks =
        needed.isPresent()
            ? "asks for " + needed.getAsInt() + " devices that succeed"
            : "asks for a success rate that no number of devices proves";
    return Optional.of(
        Finding.error(
                "UC6004", request.ring().value(), "the gate " + asks + ", the ring has " + enrolled)
            .because("the ring could never pass" + bound(gate))
            .fixedBy("enrol more devices ('ducctl device enrol'), or ask for less in 'gate'"));
  }

  /** The least number of devices that could pass a gate, all succeeding; nothing when none can. */
  static OptionalInt needed(RingSettings.Gate gate) {
    int least = Math.max(1, gate.minDevices());
    if (gate.allEnrolled() || gate.successLowerBound().isEmpty()) {
      return OptionalInt.of(least);
    }
    OptionalInt trials = WilsonInterval.trialsWithoutFailure(gate.successLowerBound().get());
    return trials.isEmpty() ? trials : OptionalInt.of(Math.max(least, trials.getAsInt()));
  }

  private static String bound(RingSettings.Gate gate) {
    return gate.successLowerBound()
        .map(b -> String.format(Locale.ROOT, " with successLowerBound %.4g %%", b * 100))
        .orElse("");
  }
}
