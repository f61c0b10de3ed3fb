package dev.updatecenter.app.api;

import dev.updatecenter.stage.flighting.Flight;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A flight, in {@code flight}, {@code promote}, {@code advance} and {@code status}. */
public record FlightJson(
    long number,
    String ring,
    String version,
    @Nullable String os,
    @Nullable String ocp,
    String state,
    String share,
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
        flight.standing().share().toString(),
        flight.standing().reason(),
        flight.facts().startedAt(),
        flight.passedAt().orElse(null));
  }
}
