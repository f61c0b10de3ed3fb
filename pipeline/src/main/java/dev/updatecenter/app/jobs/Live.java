package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.flighting.Flights;

/** Brings what devices see to what the ledger says. */
public final class Live {
  private Live() {}

  /**
   * Publishes offers and the rollout.
   *
   * @param renew whether to sign the rollout anew although it says the same
   * @return false when devices see it already
   */
  public static boolean publish(
      Wiring wiring, RegisteredProduct product, boolean renew, Lease lease) {
    ProductName name = product.model().product();
    Flights flights = wiring.flights();
    return wiring
        .publishing()
        .offers(product)
        .publish(
            product.model(),
            flights.list(name),
            wiring.releases().list(name),
            flights.rollout(name),
            renew,
            lease);
  }
}
