package dev.updatecenter.app.api;

import dev.updatecenter.stage.flighting.Flight;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A flight, in {@code flight}, {@code promote}, {@code advance} and {@code status}.
 *
 * @param share of the ring's devices, 0 to 1
 */
public record FlightJson(
    long number,
    String ring,
    String version,
    @Nullable String os,
    @Nullable String ocp,
    String state,
    BigDecimal share,
    String reason,
    Instant startedAt,
    @Nullable Instant passedAt) {
  /** The shape of a flight. */
  public static FlightJson of(Flight flight) {
    return new FlightJson(
        flight.facts().number(),
        flight.ring().value(),
        flight.version().toString(),
        flight.facts().os().map(Object::toString).orElse(null),
        flight.facts().ocp().map(Object::toString).orElse(null),
        flight.state().wireName(),
        flight.standing().share().fraction(),
        flight.standing().reason(),
        flight.facts().startedAt(),
        flight.passedAt().orElse(null));
  }
}
