package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.RingName;
import java.util.List;
import java.util.Optional;

/**
 * What a flight request is judged against.
 *
 * @param rings the product's rings in order, with all that was flighted to them
 * @param skippingAllowed whether policy lets a request skip a ring with a reason
 */
public record FlightContext(List<FlightRing> rings, boolean skippingAllowed) {
  /** Copies. */
  public FlightContext {
    rings = List.copyOf(rings);
  }

  /** A ring of the product. */
  public Optional<FlightRing> find(RingName ring) {
    return rings.stream().filter(r -> r.name().equals(ring)).findFirst();
  }

  /** The ring right before; nothing for the first. */
  public Optional<FlightRing> before(FlightRing ring) {
    int index = rings.indexOf(ring);
    return index > 0 ? Optional.of(rings.get(index - 1)) : Optional.empty();
  }
}
