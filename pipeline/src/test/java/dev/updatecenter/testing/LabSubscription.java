package dev.updatecenter.testing;

import dev.updatecenter.app.jobs.Subscribing;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.flighting.subscription.DomainName;
import dev.updatecenter.stage.flighting.subscription.SubscriptionName;
import dev.updatecenter.stage.flighting.subscription.SubscriptionTerms;
import java.util.Optional;

/** A subscription for tests that flight a product on LTSC: without one none is flighted. */
public final class LabSubscription {
  private static final SubscriptionName NAME = new SubscriptionName("Kiosks");
  private static final DomainName DOMAIN = new DomainName("contoso.example");

  private LabSubscription() {}

  /** Notes one for 500 devices, unless it is there. */
  public static void note(Wiring wiring, ProductName product) {
    new Subscribing(wiring, Optional.empty())
        .create(product, NAME, new SubscriptionTerms(500, DOMAIN, DOMAIN, "TEST"));
  }

  /** Forgets it. */
  public static void forget(Wiring wiring, ProductName product) {
    new Subscribing(wiring, Optional.empty()).delete(product, NAME);
  }
}
