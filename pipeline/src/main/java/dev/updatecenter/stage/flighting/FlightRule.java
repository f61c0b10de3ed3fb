package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.Finding;
import java.util.function.Consumer;

/** Port: one thing that may stand against a flight. Pure, keeps no state, stops no other rule. */
public interface FlightRule {
  /**
   * Judges a request.
   *
   * @param report takes each finding, in any order; an error refuses the flight
   */
  void check(FlightCase flight, Consumer<Finding> report);
}
