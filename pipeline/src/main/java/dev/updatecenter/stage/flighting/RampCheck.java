package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.submission.RingSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether a ramp only ever widens and ends at every device. */
final class RampCheck {
  private static final double ALL = 100;

  private RampCheck() {}

  static List<Finding> check(FlightRequest request, RingSettings settings) {
    List<Finding> findings = new ArrayList<>();
    double share = 0;
    Duration after = Duration.ZERO;
    for (RingSettings.RampStep step : settings.ramp()) {
      if (!(step.percent() > share && step.percent() <= ALL) || step.after().compareTo(after) < 0) {
        findings.add(broken(request, "goes to " + step.percent() + " % after " + step.after()));
      }
      share = step.percent();
      after = step.after();
    }
    if (share != ALL) {
      findings.add(broken(request, "ends at " + share + " %"));
    }
    return findings;
  }

  private static Finding broken(FlightRequest request, String what) {
    return Finding.error("UC6007", request.ring().value(), "the ramp " + what)
        .because("a share never falls, and a gate asks for its soak at the last one, 100 %")
        .fixedBy("list shares that rise to 100 %, each 'after' not before the one above");
  }
}
