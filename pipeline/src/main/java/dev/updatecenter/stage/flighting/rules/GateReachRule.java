package dev.updatecenter.stage.flighting.rules;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.flighting.DeviceGroup;
import dev.updatecenter.stage.flighting.FlightCase;
import dev.updatecenter.stage.flighting.FlightRequest;
import dev.updatecenter.stage.flighting.FlightRule;
import dev.updatecenter.stage.flighting.GateReach;
import dev.updatecenter.stage.submission.RingSettings;
import java.util.Locale;
import java.util.OptionalInt;
import java.util.function.Consumer;

/**
 * Whether the gate can pass at all: UC6004 with every device of the ring, UC6042 with those to
 * which the flight gives anything.
 */
final class GateReachRule implements FlightRule {
  @Override
  public void check(FlightCase flight, Consumer<Finding> report) {
    flight.settings().map(RingSettings::gate).ifPresent(gate -> gate(flight, gate, report));
  }

  private static void gate(FlightCase flight, RingSettings.Gate gate, Consumer<Finding> report) {
    OptionalInt needed = GateReach.needed(gate);
    int enrolled = flight.enrolled();
    if (needed.isEmpty() || needed.getAsInt() > enrolled) {
      report.accept(unreachable(flight, gate, needed));
      return;
    }
    int reporting =
        flight.admitted().stream()
            .filter(g -> moves(flight.request(), g))
            .mapToInt(DeviceGroup::devices)
            .sum();
    int asked = gate.allEnrolled() ? enrolled : needed.getAsInt();
    if (reporting < asked) {
      report.accept(silent(flight, asked, reporting));
    }
  }

  /** Packages without an OCP version are taken for new: nobody reports which of them it has. */
  private static boolean moves(FlightRequest request, DeviceGroup group) {
    boolean unversioned = request.os().isEmpty() && request.ocp().isEmpty();
    return unversioned
        || request.os().filter(v -> group.os().compareTo(v) < 0).isPresent()
        || request.ocp().filter(v -> group.ocp().compareTo(v) < 0).isPresent();
  }

  private static Finding unreachable(
      FlightCase flight, RingSettings.Gate gate, OptionalInt needed) {
    String asks =
        needed.isPresent()
            ? "asks for " + needed.getAsInt() + " devices that succeed"
            : "asks for a success rate that no number of devices proves";
    return Finding.error(
            "UC6004",
            flight.ring().name().value(),
            "the gate " + asks + ", the ring has " + flight.enrolled())
        .because("the ring could never pass" + bound(gate))
        .fixedBy("enrol more devices ('ducctl device enrol'), or ask for less in 'gate'");
  }

  private static Finding silent(FlightCase flight, int asked, int reporting) {
    int others = flight.enrolled() - reporting;
    return Finding.warning(
            "UC6042",
            flight.ring().name().value(),
            "the gate asks for %d final reports, and %d of %d devices get nothing of this flight"
                .formatted(asked, others, flight.enrolled()))
        .because(
            "'requires' keeps them out or they run it already; they do not report, and the gate"
                + " holds as long as that is so")
        .fixedBy("flight what they are missing first, or move them to another ring");
  }

  private static String bound(RingSettings.Gate gate) {
    return gate.successLowerBound()
        .map(b -> String.format(Locale.ROOT, " with successLowerBound %.4g %%", b * 100))
        .orElse("");
  }
}
