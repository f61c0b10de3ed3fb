package dev.updatecenter.app.cli;

import dev.updatecenter.app.jobs.Subscribing;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.stage.flighting.subscription.DomainName;
import dev.updatecenter.stage.flighting.subscription.SubscriptionTerms;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ducctl subscription create}. */
@Command(name = "create", description = "Notes a subscription that was bought.")
final class SubscriptionCreateCommand implements Callable<Integer> {
  private final Session session;

  @Mixin OneSubscription one = new OneSubscription();

  @Option(
      names = "--quantity",
      paramLabel = "N",
      required = true,
      description = "How many devices it is for: 10 to 500000.")
  int quantity;

  @Option(
      names = "--billing-domain",
      paramLabel = "D",
      required = true,
      converter = DomainNameConverter.class,
      description = "The domain whose account pays, such as contoso.onmicrosoft.com.")
  @Nullable DomainName billingDomain;

  @Option(
      names = "--admin-domain",
      paramLabel = "D",
      required = true,
      converter = DomainNameConverter.class,
      description = "The domain whose accounts administer the product's devices.")
  @Nullable DomainName adminDomain;

  @Option(names = "--notes", paramLabel = "TEXT", description = "For people; one line.")
  String notes = "";

  SubscriptionCreateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    SubscriptionTerms terms =
        new SubscriptionTerms(
            SubscriptionPrinter.quantity(quantity),
            Objects.requireNonNull(billingDomain),
            Objects.requireNonNull(adminDomain),
            SubscriptionPrinter.notes(notes));
    try (Wiring wiring = session.wiring()) {
      return new SubscriptionPrinter(session.output())
          .print(new Subscribing(wiring, one.person()).create(one.product(), one.name(), terms));
    }
  }
}
