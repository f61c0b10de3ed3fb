package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightFacts;
import dev.updatecenter.stage.flighting.FlightRequest;
import dev.updatecenter.stage.flighting.FlightState;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What a ring would take over from the ring before it, and what stands against that. */
final class HandOver {
  private final Wiring wiring;
  private final RegisteredProduct product;
  private final List<Flight> flights;

  HandOver(Wiring wiring, RegisteredProduct product, List<Flight> flights) {
    this.wiring = wiring;
    this.product = product;
    this.flights = List.copyOf(flights);
  }

  /** The flight that passed the ring before, of a release that is newer than what this one has. */
  private Optional<Flight> due(RingName ring) {
    List<RingName> rings = product.model().rings();
    int index = rings.indexOf(ring);
    return index < 1
        ? Optional.empty()
        : newest(rings.get(index - 1))
            .filter(f -> f.state() == FlightState.PASSED)
            .filter(
                before ->
                    newest(ring)
                        .filter(f -> f.version().compareTo(before.version()) >= 0)
                        .isEmpty());
  }

  /** What would refuse the flight of what is due. */
  List<Finding> against(RingName ring) {
    return due(ring)
        .map(before -> onward(before, ring))
        .map(request -> new FlightCheck(wiring).findings(product, request))
        .orElse(List.of())
        .stream()
        .filter(f -> f.severity() == Severity.ERROR)
        .toList();
  }

  /** The same versions of the same release. */
  private static FlightRequest onward(Flight before, RingName ring) {
    FlightFacts facts = before.facts();
    return new FlightRequest(
        facts.product(), ring, facts.version(), facts.os(), facts.ocp(), Optional.empty());
  }

  private Optional<Flight> newest(RingName ring) {
    return flights.stream()
        .filter(f -> f.ring().equals(ring))
        .max(Comparator.comparing(Flight::version).thenComparing(f -> f.facts().number()));
  }
}
