package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.RoleKeyring;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.AuditLog.Outcome;
import dev.updatecenter.kernel.core.ProductName;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Makes the role keys that a product lacks; the caller holds its lease. */
public final class RoleKeyGeneration {
  private final Wiring wiring;

  /** Over the home of a wiring. */
  public RoleKeyGeneration(Wiring wiring) {
    this.wiring = wiring;
  }

  /** Makes them, with an audit record, and gives the roles they are for. */
  public List<RoleName> generate(RegisteredProduct product) {
    ProductName name = product.model().product();
    RoleKeyring keys = wiring.roleKeys(name);
    List<RoleName> missing = keys.missing(product.model().rings());
    if (missing.isEmpty()) {
      return missing;
    }
    Map<String, String> facts =
        Map.of("roles", missing.stream().map(RoleName::value).collect(Collectors.joining(" ")));
    long intent = wiring.audit().intent("generate-keys", name, facts);
    try {
      keys.generate(product.model().rings());
    } catch (RuntimeException e) {
      wiring.audit().result(intent, name, Outcome.FAILED, Map.of("error", String.valueOf(e)));
      throw e;
    }
    wiring.audit().result(intent, name, Outcome.DONE, facts);
    return missing;
  }
}
