package dev.updatecenter.stage.flighting;

import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.validation.FlightPolicy;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a flight request is judged against.
 *
 * @param model the product's devices and its rings in order
 * @param policy what policy.yaml says of flights
 * @param releases the published releases
 * @param flights all that was ever flighted, of all rings
 * @param states what the devices of the ring to move last said to run
 * @param now the time
 */
public record FlightContext(
    DeviceModel model,
    FlightPolicy policy,
    List<PublishedRelease> releases,
    List<Flight> flights,
    List<RunningState> states,
    Instant now) {
  /** Copies. */
  public FlightContext {
    releases = List.copyOf(releases);
    flights = List.copyOf(flights);
    states = List.copyOf(states);
  }

  /** A ring of the product. */
  public Optional<FlightRing> find(RingName ring) {
    return order().find(ring);
  }

  /** The ring right before; nothing for the first. */
  public Optional<FlightRing> before(FlightRing ring) {
    return order().before(ring.name());
  }

  private RingOrder order() {
    return new RingOrder(model.rings(), flights);
  }
}
