package dev.updatecenter.device;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;

/**
 * Device time: never behind what a verified rollout showed, so that a clock without a battery does
 * not bring expired metadata back. For one thread.
 */
final class DeviceClock extends Clock {
  private final Clock own;
  private Instant floor;

  DeviceClock(Clock own, Instant floor) {
    this.own = own;
    this.floor = floor;
  }

  /** The time is at least this from now on. */
  void raise(Instant seen) {
    floor = floor.isBefore(seen) ? seen : floor;
  }

  @Override
  public Instant instant() {
    Instant now = own.instant();
    return now.isBefore(floor) ? floor : now;
  }

  @Override
  public ZoneId getZone() {
    return own.getZone();
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return new DeviceClock(own.withZone(zone), floor);
  }
}
