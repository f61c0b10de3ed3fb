package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.ProductJson;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ducctl product list}. */
@Command(name = "list", description = "Lists the registered products.")
final class ProductListCommand implements Callable<Integer> {
  private final Session session;

  ProductListCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (KeptState kept = KeptState.open(session)) {
      List<ProductJson> products = kept.products().stream().map(ProductJson::of).toList();
      Listing.print(session, new ProductJson.Listing(1, products), products, () -> print(products));
    }
    return 0;
  }

  private void print(List<ProductJson> products) {
    Output output = session.output();
    if (products.isEmpty()) {
      output.say("No product is registered; 'ducctl product import' registers one.");
    }
    for (ProductJson p : products) {
      output.line(
          String.format(
              "%-24s %-6s %-14s %-13s %s",
              p.product(),
              p.arch(),
              p.edition(),
              p.hardware().match(),
              p.smbios().manufacturer()
                  + " "
                  + p.smbios().productName()
                  + ", board "
                  + p.hardware().baseboardProduct()));
    }
  }
}
