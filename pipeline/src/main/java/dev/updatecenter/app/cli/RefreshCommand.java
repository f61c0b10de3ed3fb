package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.RefreshJson;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.publishing.Refresh;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ducctl refresh}. */
@Command(name = "refresh", description = "Renews metadata before it expires.")
final class RefreshCommand implements Callable<Integer> {
  private final Session session;

  RefreshCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<String> renewed = new ArrayList<>();
    try (Wiring wiring = session.wiring()) {
      for (RegisteredProduct product : wiring.models().list()) {
        ProductName name = product.model().product();
        if (wiring.store().head(Refresh.timestamp(name)).isPresent()) {
          try (Lease lease = wiring.leases().acquire(name, "refresh")) {
            new Refresh(wiring.publishing().metadata(product), wiring.clock()).now(lease);
          }
          renewed.add(name.value());
        }
      }
    }
    Output output = session.output();
    output.result(
        new RefreshJson(1, renewed),
        () ->
            output.line(
                renewed.isEmpty()
                    ? "Nothing is published: there was nothing to do."
                    : "Renewed " + String.join(", ", renewed) + "."));
    return ExitCode.DONE.code();
  }
}
