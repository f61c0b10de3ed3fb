package dev.updatecenter.stage.flighting.rules;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.flighting.FailureBound;
import dev.updatecenter.stage.flighting.FlightCase;
import dev.updatecenter.stage.flighting.FlightRule;
import dev.updatecenter.stage.flighting.WilsonInterval;
import dev.updatecenter.stage.submission.RingSettings;
import java.math.BigDecimal;
import java.util.function.Consumer;

/**
 * Whether haltAboveFailures means anything in a ring of this size: UC6036 it cannot halt, UC6037 it
 * halts at what the gate would let pass.
 */
final class HaltLimitRule implements FlightRule {
  @Override
  public void check(FlightCase flight, Consumer<Finding> report) {
    flight.settings().map(RingSettings::gate).ifPresent(gate -> gate(flight, gate, report));
  }

  private static void gate(FlightCase flight, RingSettings.Gate gate, Consumer<Finding> report) {
    int devices = flight.enrolled();
    if (gate.haltAboveFailures().isEmpty() || devices == 0) {
      return;
    }
    double limit = gate.haltAboveFailures().get();
    if (!FailureBound.surelyAbove(limit, devices, devices)) {
      report.accept(idle(flight, limit, devices));
    }
    int tolerated = tolerated(gate, devices);
    if (tolerated > 0 && FailureBound.surelyAbove(limit, tolerated, devices)) {
      report.accept(hasty(flight, limit, tolerated, devices));
    }
  }

  /** How many failures the gate surely lets pass; of a rate no more than the first is asked. */
  private static int tolerated(RingSettings.Gate gate, int devices) {
    if (gate.allEnrolled()) {
      return Math.min(gate.maxFailures(), devices);
    }
    double lower = WilsonInterval.of(devices - 1, devices).lower();
    return gate.successLowerBound().filter(bound -> lower < bound).isPresent() ? 0 : 1;
  }

  private static Finding idle(FlightCase flight, double limit, int devices) {
    return Finding.warning(
            "UC6036",
            flight.ring().name().value(),
            "haltAboveFailures %s halts nothing, even if all %d devices failed"
                .formatted(percent(limit), devices))
        .because("so few devices cannot prove that the failure rate lies above the limit")
        .fixedBy("enrol more devices, lower the limit, or name 'haltOnErrors' in release.yaml");
  }

  private static Finding hasty(FlightCase flight, double limit, int failures, int devices) {
    return Finding.warning(
            "UC6037",
            flight.ring().name().value(),
            "haltAboveFailures %s halts the ring at %d of %d devices, which the gate lets pass"
                .formatted(percent(limit), failures, devices))
        .because("the halt comes first, so what the gate lets pass is never used")
        .fixedBy("raise the limit, or ask for no failure in 'gate'");
  }

  private static String percent(double fraction) {
    BigDecimal percent = BigDecimal.valueOf(fraction).movePointRight(2).stripTrailingZeros();
    return percent.toPlainString() + "%";
  }
}
