package dev.updatecenter.stage.flighting.rules;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.FlightCase;
import dev.updatecenter.stage.flighting.FlightRule;
import java.util.function.Consumer;

/** UC6039: a test build of an OEM custom package goes to Preview and no further. */
final class RetailRule implements FlightRule {
  @Override
  public void check(FlightCase flight, Consumer<Finding> report) {
    boolean test = flight.takesPackages() && !flight.release().traits().retail();
    if (test && !flight.ring().name().equals(RingName.PREVIEW)) {
      report.accept(
          Finding.error(
                  "UC6039",
                  flight.release().version().toString(),
                  "its OEM custom package is a test build and cannot go to " + flight.ring().name())
              .because("ReleaseType of its composition database is not Production (UC3209)")
              .fixedBy("submit the retail build under a higher version"));
    }
  }
}
