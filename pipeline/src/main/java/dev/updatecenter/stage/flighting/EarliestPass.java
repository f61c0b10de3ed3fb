package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.validation.Calendar;
import dev.updatecenter.stage.validation.Closed;
import java.time.Instant;
import java.util.Optional;

/**
 * Before when no gate lets a ring pass, were every report good and there at once: the waits of the
 * ramp, the time to fall silent between two shares, the soak, and the calendar. Pure.
 */
public final class EarliestPass {
  private final Calendar calendar;

  /** Goes by a calendar, which bounds when shares widen and flights start by themselves. */
  public EarliestPass(Calendar calendar) {
    this.calendar = calendar;
  }

  /** Of a flight that has begun; one that passed needs no time any more. */
  public Instant of(Flight flight, Instant now) {
    if (flight.passedAt().isPresent()) {
      return now;
    }
    RingRelease standing = flight.standing();
    return pass(
        flight.facts().settings(),
        flight.ring(),
        flight.facts().startedAt(),
        new Width(standing.share(), standing.widenedAt()),
        now);
  }

  /** Of a flight that begins then. */
  public Instant ofStart(FlightSettings settings, Instant start) {
    RingName ring = settings.ring().ring();
    return pass(settings, ring, start, new Width(settings.firstShare(), start), start);
  }

  /** When the calendar lets a flight start by itself, at a moment or after. */
  public Instant start(RingName ring, Instant at) {
    return calendar.closed(ring, at).map(Closed::until).orElse(at);
  }

  private Instant pass(
      FlightSettings settings, RingName ring, Instant started, Width from, Instant now) {
    Width at = from;
    Instant time = now;
    Optional<FlightSettings.Step> step = settings.stepAfter(at.share());
    while (step.isPresent()) {
      time = later(time, started.plus(step.get().after()));
      if (!at.share().equals(Share.NONE)) {
        time = later(time, at.since().plus(settings.halt().silentAfter()));
      }
      time = start(ring, time);
      at = new Width(step.get().share(), time);
      step = settings.stepAfter(at.share());
    }
    return later(time, at.since().plus(settings.ring().gate().soak()));
  }

  private static Instant later(Instant a, Instant b) {
    return a.isAfter(b) ? a : b;
  }

  /** A share and since when it is. */
  private record Width(Share share, Instant since) {}
}
