package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.PublisherJson;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ProductName;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ducctl publisher list}. */
@Command(name = "list", description = "Lists the certificates of a product.")
final class PublisherListCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--product",
      paramLabel = "P",
      required = true,
      converter = ProductNameConverter.class,
      description = "Of which product.")
  @Nullable ProductName product;

  PublisherListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (KeptState kept = KeptState.open(session)) {
      RegisteredProduct found = kept.product(Objects.requireNonNull(product));
      List<PublisherJson> all = new Publishers(kept.wiring(), found).list();
      Listing.print(session, new PublisherJson.Listing(1, all), all, () -> print(all));
    }
    return 0;
  }

  private void print(List<PublisherJson> all) {
    for (PublisherJson each : all) {
      String state = each.retiredAt() == null ? each.source() : "retired " + each.retiredAt();
      session.output().line(each.certificate() + "  " + state + "  " + each.subject());
    }
  }
}
