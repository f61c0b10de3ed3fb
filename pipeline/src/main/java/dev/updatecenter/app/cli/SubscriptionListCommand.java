package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.SubscriptionJson;
import dev.updatecenter.app.jobs.Subscriptions;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.flighting.subscription.Subscription;
import dev.updatecenter.stage.flighting.subscription.SubscriptionCover;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ducctl subscription list}. */
@Command(name = "list", description = "Lists the subscriptions, and how many devices they are for.")
final class SubscriptionListCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--product",
      paramLabel = "P",
      converter = ProductNameConverter.class,
      description = "Of one product; else of all.")
  @Nullable ProductName product;

  SubscriptionListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<Subscription> subscriptions = new ArrayList<>();
    List<SubscriptionCover> covers = new ArrayList<>();
    try (KeptState kept = KeptState.open(session)) {
      for (RegisteredProduct each : kept.products(Optional.ofNullable(product))) {
        Wiring wiring = kept.wiring();
        subscriptions.addAll(wiring.subscriptions().list(each.model().product()));
        covers.add(Subscriptions.cover(wiring, each));
      }
    }
    print(subscriptions, covers);
    return ExitCode.DONE.code();
  }

  private void print(List<Subscription> subscriptions, List<SubscriptionCover> covers) {
    List<Finding> findings = covers.stream().flatMap(c -> c.standing().stream()).toList();
    List<SubscriptionJson> json = subscriptions.stream().map(SubscriptionJson::of).toList();
    Listing.print(
        session,
        new SubscriptionJson.Listing(
            1,
            json,
            covers.stream().map(SubscriptionJson.CoverJson::of).toList(),
            Output.json(findings)),
        json,
        () -> {
          Output output = session.output();
          subscriptions.forEach(s -> output.line(SubscriptionPrinter.line(s)));
          covers.forEach(c -> output.line(SubscriptionPrinter.sentence(c)));
          output.findings(findings);
        });
  }
}
