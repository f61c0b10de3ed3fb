package dev.updatecenter.stage.flighting.rules;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.flighting.FlightCase;
import dev.updatecenter.stage.flighting.FlightRule;
import dev.updatecenter.stage.validation.Closed;
import java.util.function.Consumer;

/** UC6038: no flight starts while the calendar of policy.yaml keeps its ring closed. */
final class CalendarRule implements FlightRule {
  @Override
  public void check(FlightCase flight, Consumer<Finding> report) {
    flight
        .context()
        .policy()
        .calendar()
        .closed(flight.ring().name(), flight.context().now())
        .map(closed -> finding(flight, closed))
        .ifPresent(report);
  }

  private static Finding finding(FlightCase flight, Closed closed) {
    String ring = flight.ring().name().value();
    return Finding.error("UC6038", ring, ring + " is closed until " + closed.until())
        .because("policy.yaml: " + closed.why())
        .fixedBy("start the flight when it opens; halt and pause work at any time");
  }
}
