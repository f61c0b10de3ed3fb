package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.flighting.subscription.SubscriptionCover;

/** Asks how subscriptions and enrolled devices stand to each other. */
public final class Subscriptions {
  private Subscriptions() {}

  /** Of one product, now. */
  public static SubscriptionCover cover(Wiring wiring, RegisteredProduct product) {
    ProductName name = product.model().product();
    return SubscriptionCover.of(
        product.model(), wiring.subscriptions().list(name), wiring.reports().enrolledCount(name));
  }
}
