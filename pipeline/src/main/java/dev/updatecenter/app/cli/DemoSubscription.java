package dev.updatecenter.app.cli;

import dev.updatecenter.app.jobs.Subscribing;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.flighting.subscription.DomainName;
import dev.updatecenter.stage.flighting.subscription.SubscriptionName;
import dev.updatecenter.stage.flighting.subscription.SubscriptionTerms;
import java.util.Optional;

/** The demo's subscription: the sample is on LTSC, which is flighted with one only. */
final class DemoSubscription {
  private static final SubscriptionName NAME = new SubscriptionName("Lab");

  // RFC 2606 3: nobody's domain.
  private static final DomainName NOBODY = new DomainName("contoso.example");

  private DemoSubscription() {}

  /** Notes it, unless the product has one. False when it has. */
  static boolean note(Wiring wiring, ProductName product, Output output) {
    if (!wiring.subscriptions().list(product).isEmpty()) {
      return false;
    }
    output.say(
        "  "
            + product
            + " is ltsc: noting a lab subscription for "
            + DemoFleet.SIZE
            + " devices (TEST: nothing was bought)");
    SubscriptionTerms terms =
        new SubscriptionTerms(
            DemoFleet.SIZE, NOBODY, NOBODY, "TEST: noted by 'ducctl demo', nothing was bought");
    new Subscribing(wiring, Optional.empty()).create(product, NAME, terms);
    return true;
  }
}
