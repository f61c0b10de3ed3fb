package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;

/** Finds registered products. */
public final class Products {
  private Products() {}

  /**
   * A product that has to be registered.
   *
   * @throws UpdateCenterException exit 5 when it is not
   */
  public static RegisteredProduct require(Wiring wiring, ProductName product) {
    return wiring.models().find(product).orElseThrow(() -> unknown(wiring.home(), product));
  }

  /**
   * The error for a ring that a product does not have: exit 5; the state is the caller's to say.
   */
  public static UpdateCenterException.Builder noRing(RegisteredProduct product, RingName ring) {
    return UpdateCenterException.error(
            "UC1054", ExitCode.NOT_FOUND, product.model().product() + " has no ring '" + ring + "'")
        .why("its rings are " + product.model().rings())
        .fix("name one of them");
  }

  /** The error for a product that a home does not have: exit 5. */
  public static UpdateCenterException unknown(Home home, ProductName product) {
    return UpdateCenterException.error(
            "UC1052", ExitCode.NOT_FOUND, "there is no product '" + product + "'")
        .where(home.folder())
        .fix("'ducctl product list' says which there are; 'product import' adds one")
        .state("nothing was changed")
        .build();
  }
}
