package dev.updatecenter.app.cli;

import dev.updatecenter.app.jobs.Products;
import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ProductName;
import java.util.List;
import java.util.Optional;

/** What a home holds already, for commands that only read: none of them makes a home. */
final class KeptState implements AutoCloseable {
  private final Home home;
  private final Optional<Wiring> wiring;

  private KeptState(Home home, Optional<Wiring> wiring) {
    this.home = home;
    this.wiring = wiring;
  }

  /** Opens the database if there is one. */
  static KeptState open(Session session) {
    Home home = session.home();
    return new KeptState(
        home, home.hasDatabase() ? Optional.of(session.wiring()) : Optional.empty());
  }

  /** Every registered product, by name. */
  List<RegisteredProduct> products() {
    return wiring.map(w -> w.models().list()).orElse(List.of());
  }

  /** One product, or every one. */
  List<RegisteredProduct> products(Optional<ProductName> name) {
    return name.map(n -> List.of(product(n))).orElseGet(this::products);
  }

  /**
   * A registered product.
   *
   * @throws dev.updatecenter.kernel.core.UpdateCenterException exit 5 when it is not
   */
  RegisteredProduct product(ProductName name) {
    return wiring
        .flatMap(w -> w.models().find(name))
        .orElseThrow(() -> Products.unknown(home, name));
  }

  /** Adapters, if there is a database. */
  Optional<Wiring> opened() {
    return wiring;
  }

  /** Adapters; only after a product was found, which proves that they are there. */
  Wiring wiring() {
    return wiring.orElseThrow();
  }

  @Override
  public void close() {
    wiring.ifPresent(Wiring::close);
  }
}
