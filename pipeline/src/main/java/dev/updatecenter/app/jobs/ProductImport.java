package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.devicemodel.Workspace;
import dev.updatecenter.kernel.core.ProductName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Temporary. */
public final class ProductImport {
  private final Wiring wiring;

  /** x. */
  public ProductImport(Wiring wiring) {
    this.wiring = wiring;
  }

  /** x. */
  public record Result(boolean changed) {}

  /** x. */
  public Result workspace(Path dir, Optional<ProductName> name) throws IOException {
    var p = Workspace.find(dir).orElseThrow().products().get(0);
    RegisteredProduct r =
        RegisteredProduct.of(
            Files.readString(p.productYaml().orElseThrow()),
            Files.readString(p.policyYaml().orElseThrow()),
            wiring.clock().instant());
    boolean known = wiring.models().find(r.model().product()).isPresent();
    wiring.models().register(r);
    wiring.roleKeys(r.model().product()).generate(r.model().rings());
    return new Result(!known);
  }
}
