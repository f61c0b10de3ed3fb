package dev.updatecenter.app.cli;

import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.util.List;
import java.util.Optional;

/** The product that a command is about: the one named, else the only one. */
final class OneProduct {
  private OneProduct() {}

  static RegisteredProduct of(KeptState kept, Optional<ProductName> named) {
    List<RegisteredProduct> products = kept.products(named);
    if (products.size() == 1) {
      return products.get(0);
    }
    String names =
        String.join(", ", products.stream().map(p -> p.model().product().value()).toList());
    throw UpdateCenterException.error(
            "UC1147",
            products.isEmpty() ? ExitCode.NOT_FOUND : ExitCode.USAGE,
            products.isEmpty() ? "no product is registered here" : "several products are here")
        .where("--product")
        .why(products.isEmpty() ? "the keys of roles are a product's" : "they are " + names)
        .fix("name one with --product, and its home with --home")
        .state("nothing was changed")
        .build();
  }
}
