package dev.updatecenter.app.cli;

import dev.updatecenter.app.jobs.Subscribing;
import dev.updatecenter.app.wiring.Wiring;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code ducctl subscription delete}. */
@Command(name = "delete", description = "Forgets a subscription; not while a flight is live.")
final class SubscriptionDeleteCommand implements Callable<Integer> {
  private final Session session;

  @Mixin OneSubscription one = new OneSubscription();

  SubscriptionDeleteCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (Wiring wiring = session.wiring()) {
      return new SubscriptionPrinter(session.output())
          .print(new Subscribing(wiring, one.person()).delete(one.product(), one.name()));
    }
  }
}
