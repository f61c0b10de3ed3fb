package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.Flights;
import java.util.EnumSet;
import java.util.Set;

/** Brings what devices see to what the ledger says. */
public final class Live {
  /** A ring's key that is not at hand, or a release that is not named any more. */
  private static final Set<ExitCode> WITHOUT_OFFERS =
      EnumSet.of(ExitCode.APPROVAL, ExitCode.NOT_FOUND);

  private Live() {}

  /**
   * Publishes offers and the rollout. Where an offer cannot be made, the rollout is published as
   * far as no ring has to sign for it, before the error is told.
   *
   * @param renew whether to sign the rollout anew although it says the same
   * @return false when devices see it already
   */
  public static boolean publish(
      Wiring wiring, RegisteredProduct product, boolean renew, Lease lease) {
    try {
      return all(wiring, product, renew, lease);
    } catch (UpdateCenterException e) {
      if (WITHOUT_OFFERS.contains(e.exit())) {
        rollout(wiring, product, lease, e);
      }
      throw e;
    }
  }

  /** Whatever keeps an offer from being made must not keep another ring from being stopped. */
  private static void rollout(
      Wiring wiring, RegisteredProduct product, Lease lease, UpdateCenterException cause) {
    try {
      wiring
          .publishing()
          .rollouts(product)
          .follow(wiring.flights().rollout(product.model().product()), lease);
    } catch (UpdateCenterException e) {
      cause.addSuppressed(e);
    }
  }

  private static boolean all(Wiring wiring, RegisteredProduct product, boolean renew, Lease lease) {
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
