package dev.updatecenter.stage.flighting;

import java.util.Locale;

/** How far a flight is. */
public enum FlightState {
  /** Devices take it and the gate is still open. */
  ACTIVE,
  /** Held by a person; goes on after a resume. */
  PAUSED,
  /** Stopped, by a gate or a person. */
  HALTED,
  /** The gate let the ring pass. */
  PASSED;

  /** Whether it is under way: started, and neither passed nor halted. */
  public boolean isLive() {
    return this == ACTIVE || this == PAUSED;
  }

  /** The name in JSON. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
