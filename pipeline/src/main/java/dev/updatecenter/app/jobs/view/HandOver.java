package dev.updatecenter.app.jobs.view;

import dev.updatecenter.app.jobs.FlightCheck;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightRequest;
import dev.updatecenter.stage.flighting.RingOrder;
import java.util.List;
import java.util.Optional;

/** What a ring would take over from the ring before it, and what stands against that. */
final class HandOver {
  private final Wiring wiring;
  private final RegisteredProduct product;
  private final RingOrder order;

  HandOver(Wiring wiring, RegisteredProduct product, List<Flight> flights) {
    this.wiring = wiring;
    this.product = product;
    this.order = new RingOrder(product.model().rings(), flights);
  }

  /** What would refuse the flight of what is due. */
  List<Finding> against(RingName ring) {
    return order
        .due(ring)
        .map(before -> FlightRequest.onward(before, ring, Optional.empty()))
        .map(request -> new FlightCheck(wiring).findings(product, request))
        .orElse(List.of())
        .stream()
        .filter(f -> f.severity() == Severity.ERROR)
        .toList();
  }
}
