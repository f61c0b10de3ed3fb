package dev.updatecenter.app.cli;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;

/** A product that the command line names. */
final class ProductOption {
  private ProductOption() {}

  /**
   * A product's name.
   *
   * @throws UpdateCenterException exit 2 when it is none
   */
  static ProductName parse(String text) {
    try {
      return new ProductName(text);
    } catch (IllegalArgumentException e) {
      throw UpdateCenterException.error("UC1016", ExitCode.USAGE, String.valueOf(e.getMessage()))
          .where("'" + text + "'")
          .why("a product's name is part of paths and addresses")
          .fix("write the name as 'ducctl product list' shows it")
          .state("nothing was changed")
          .build();
    }
  }

  /** The error for a product that is not registered: exit 5. */
  static UpdateCenterException unknown(ProductName product) {
    return UpdateCenterException.error(
            "UC1017", ExitCode.NOT_FOUND, "there is no registered product '" + product + "'")
        .where(product)
        .why("neither 'product import' nor 'demo' registered it in this home")
        .fix("'ducctl product list' shows the names; check --home")
        .state("nothing was changed")
        .build();
  }
}
