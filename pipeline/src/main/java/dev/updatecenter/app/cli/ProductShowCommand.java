package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.ProductJson;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ProductName;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ducctl product show}. */
@Command(name = "show", description = "Shows one product.")
final class ProductShowCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      paramLabel = "P",
      converter = ProductNameConverter.class,
      description = "The product's name.")
  @Nullable ProductName product;

  ProductShowCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (KeptState kept = KeptState.open(session)) {
      RegisteredProduct found = kept.product(Objects.requireNonNull(product));
      ProductJson json = ProductJson.of(found);
      session.output().result(json, () -> print(json, found));
    }
    return 0;
  }

  private void print(ProductJson json, RegisteredProduct found) {
    Output output = session.output();
    output.line("# registered " + json.registeredAt() + ", SHA-256 " + json.digest());
    Recognition.lines(found.model()).forEach(line -> output.line("# " + line));
    json.hardware().hardwareIds().forEach((id, value) -> output.line("# " + id + " " + value));
    output.line(found.productYaml().stripTrailing());
    output.line("---");
    output.line("# SHA-256 " + json.policy());
    output.line(found.policyYaml().stripTrailing());
  }
}
