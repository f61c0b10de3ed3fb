package dev.updatecenter.app.cli;

import dev.updatecenter.app.jobs.Subscribing;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.stage.flighting.subscription.DomainName;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ducctl subscription update}. */
@Command(name = "update", description = "Changes what is said of a subscription.")
final class SubscriptionUpdateCommand implements Callable<Integer> {
  private final Session session;

  @Mixin OneSubscription one = new OneSubscription();

  @Option(
      names = "--quantity",
      paramLabel = "N",
      description = "How many devices it is for: 10 to 500000.")
  @Nullable Integer quantity;

  @Option(
      names = "--billing-domain",
      paramLabel = "D",
      converter = DomainNameConverter.class,
      description = "The domain whose account pays.")
  @Nullable DomainName billingDomain;

  @Option(
      names = "--admin-domain",
      paramLabel = "D",
      converter = DomainNameConverter.class,
      description = "The domain whose accounts administer the product's devices.")
  @Nullable DomainName adminDomain;

  @Option(
      names = "--notes",
      paramLabel = "TEXT",
      description = "For people; one line. An empty text takes them away.")
  @Nullable String notes;

  SubscriptionUpdateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Subscribing.Change change =
        new Subscribing.Change(
            quantity == null
                ? OptionalInt.empty()
                : OptionalInt.of(SubscriptionPrinter.quantity(quantity)),
            Optional.ofNullable(billingDomain),
            Optional.ofNullable(adminDomain),
            Optional.ofNullable(notes).map(SubscriptionPrinter::notes));
    try (Wiring wiring = session.wiring()) {
      return new SubscriptionPrinter(session.output())
          .print(new Subscribing(wiring, one.person()).update(one.product(), one.name(), change));
    }
  }
}
