package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** The alarm of a flight that is held for longer than anybody meant it to be. */
public final class OverdueHold {
  private OverdueHold() {}

  /**
   * Judges a gate's decision. A hold is overdue when it is older than twice the soak, and neither
   * the clock nor the calendar stands against the flight any more. Of a gate without a soak the
   * time is {@code silentAfter}: until then nobody is late. What a person paused or halted is never
   * overdue, and neither is what a newer release of the ring has taken over from.
   *
   * @param others flights of the same product
   * @return UC6070, a warning; nothing when all is well
   */
  public static Optional<Finding> check(
      Flight flight, GateDecision decision, List<Flight> others, Instant now) {
    if (!(decision instanceof GateDecision.Hold hold)
        || hold.earliest().isPresent()
        || flight.state() != FlightState.ACTIVE
        || others.stream().anyMatch(other -> isTakenOver(flight, other))) {
      return Optional.empty();
    }
    return hold.since()
        .filter(since -> now.isAfter(since.plus(patience(flight))))
        .map(since -> alarm(flight, hold, since, now));
  }

  private static boolean isTakenOver(Flight flight, Flight other) {
    return other.ring().equals(flight.ring())
        && other.version().compareTo(flight.version()) > 0
        && other.standing().state() != RolloutState.HALTED;
  }

  private static Duration patience(Flight flight) {
    FlightSettings settings = flight.facts().settings();
    Duration soak = settings.ring().gate().soak();
    return soak.isZero() ? settings.halt().silentAfter() : soak.multipliedBy(2);
  }

  private static Finding alarm(Flight flight, GateDecision.Hold hold, Instant since, Instant now) {
    long hours = Duration.between(since, now).toHours();
    return Finding.warning(
            "UC6070",
            flight.ring().value(),
            "%s is held at %s since %s, for %d hours"
                .formatted(flight.version(), flight.standing().share(), since, hours))
        .because(String.join("; ", hold.missing()))
        .fixedBy(
            "see 'ducctl status %s' and 'ducctl device failures %s'; pause or halt the ring, or"
                    .formatted(flight.product(), flight.product())
                + " flight a higher version");
  }
}
