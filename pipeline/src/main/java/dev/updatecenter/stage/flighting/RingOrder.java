package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.RingName;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * The rings of a product, from the first that takes a release to the last, with their flights.
 *
 * @param rings in the product's order
 * @param flights all that was ever flighted; those of other rings are passed over
 */
public record RingOrder(List<RingName> rings, List<Flight> flights) {
  /** Copies. */
  public RingOrder {
    rings = List.copyOf(rings);
    flights = List.copyOf(flights);
  }

  /** A ring; nothing for one that the product does not have. */
  public Optional<FlightRing> find(RingName ring) {
    return rings.contains(ring) ? Optional.of(new FlightRing(ring, flights)) : Optional.empty();
  }

  /** The ring right before; nothing for the first. */
  public Optional<FlightRing> before(RingName ring) {
    int index = rings.indexOf(ring);
    return index > 0 ? find(rings.get(index - 1)) : Optional.empty();
  }

  /** The ring right behind; nothing for the last. */
  public Optional<RingName> behind(RingName ring) {
    int index = rings.indexOf(ring);
    return index >= 0 && index + 1 < rings.size()
        ? Optional.of(rings.get(index + 1))
        : Optional.empty();
  }

  /**
   * The flight whose versions a ring takes over next: the newest that passed the ring before, if
   * its release is newer than all that the ring itself was given. A newer one that is on its way
   * there, or halted, does not take back that this one has passed.
   */
  public Optional<Flight> due(RingName ring) {
    return before(ring)
        .flatMap(FlightRing::newestPassed)
        .filter(flight -> find(ring).filter(own -> own.isBehind(flight.version())).isPresent());
  }

  /**
   * The ring that takes something over next: of those to which a flight is due the one whose is the
   * newest; where nothing has passed, the ring behind the one that was flighted last.
   */
  public Optional<RingName> next() {
    Comparator<Flight> youngest = Comparator.comparingLong(f -> f.facts().number());
    return rings.stream()
        .flatMap(ring -> due(ring).stream())
        .max(youngest)
        .or(() -> flights.stream().filter(f -> rings.contains(f.ring())).max(youngest))
        .flatMap(flight -> behind(flight.ring()));
  }
}
