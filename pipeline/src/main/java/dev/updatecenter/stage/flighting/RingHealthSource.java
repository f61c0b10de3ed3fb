package dev.updatecenter.stage.flighting;

import java.time.Instant;

/** Port: what devices reported about a flight. Safe from many threads, writes nothing. */
public interface RingHealthSource {
  /**
   * Counts the votes of the devices enrolled in the flight's ring.
   *
   * @param now against which silence is measured
   */
  RingHealth health(Flight flight, Instant now);
}
