package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightState;
import dev.updatecenter.stage.flighting.Rollout;
import dev.updatecenter.stage.flighting.Share;
import dev.updatecenter.stage.offer.RolloutDocument;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Shares that are on record and not before devices: the run that widened them was killed, or could
 * not publish. Nobody can have failed in them yet, so their time begins anew with each run that
 * finds them; else a ring whose rollout key is away for a week would go from its first share to the
 * last at once, and pass.
 */
record UnseenShares(Wiring wiring, RegisteredProduct product) {
  /**
   * Begins their time anew.
   *
   * @return the flights as they are on record then
   */
  List<Flight> beginNow(List<Flight> flights) {
    ProductName name = product.model().product();
    Optional<RolloutDocument> seen = new SeenState(wiring, product).rollout();
    Instant now = wiring.clock().instant();
    Rollout before = wiring.flights().rollout(name);
    Rollout after = before;
    for (Flight flight : flights) {
      if (flight.state() == FlightState.ACTIVE && isWider(flight, seen)) {
        after = after.beginShareAt(flight.ring(), flight.version(), now);
      }
    }
    if (after.equals(before)) {
      return flights;
    }
    wiring.flights().save(after);
    return wiring.flights().list(name);
  }

  private static boolean isWider(Flight flight, Optional<RolloutDocument> seen) {
    Share before =
        seen.flatMap(r -> r.find(flight.ring(), flight.version()))
            .map(RolloutDocument.Release::share)
            .orElse(Share.NONE);
    return flight.standing().share().compareTo(before) > 0;
  }
}
