package dev.updatecenter.stage.flighting.rules;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.flighting.FlightCase;
import dev.updatecenter.stage.flighting.FlightRule;
import dev.updatecenter.stage.submission.RingSettings;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * The release says how the ring is flighted (UC6005), and its ramp only ever widens and ends at
 * every device (UC6007).
 */
final class RampRule implements FlightRule {
  private static final double ALL = 100;

  @Override
  public void check(FlightCase flight, Consumer<Finding> report) {
    String ring = flight.ring().name().value();
    flight
        .settings()
        .ifPresentOrElse(s -> ramp(ring, s, report), () -> report.accept(unknown(ring)));
  }

  private static Finding unknown(String ring) {
    return Finding.error("UC6005", ring, "the release says nothing about how this ring is flighted")
        .because("without a gate nothing could let the ring pass")
        .fixedBy("add the ring to 'rings' of release.yaml and submit it again");
  }

  private static void ramp(String ring, RingSettings settings, Consumer<Finding> report) {
    double share = 0;
    Duration after = Duration.ZERO;
    for (RingSettings.RampStep step : settings.ramp()) {
      if (!(step.percent() > share && step.percent() <= ALL) || step.after().compareTo(after) < 0) {
        report.accept(broken(ring, "goes to " + step.percent() + " % after " + step.after()));
      }
      share = step.percent();
      after = step.after();
    }
    if (share != ALL) {
      report.accept(broken(ring, "ends at " + share + " %"));
    }
  }

  private static Finding broken(String ring, String what) {
    return Finding.error("UC6007", ring, "the ramp " + what)
        .because("a share never falls, and a gate asks for its soak at the last one, 100 %")
        .fixedBy("list shares that rise to 100 %, each 'after' not before the one above");
  }
}
