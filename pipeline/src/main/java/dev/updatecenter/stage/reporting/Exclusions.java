package dev.updatecenter.stage.reporting;

import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.RunningState;
import java.util.function.Predicate;

/** Port: which devices a flight does not reach, by what they run. */
@FunctionalInterface
public interface Exclusions {
  /** Whether devices in a state cannot take what a flight brings. Pure; asked once a flight. */
  Predicate<RunningState> of(Flight flight);
}
