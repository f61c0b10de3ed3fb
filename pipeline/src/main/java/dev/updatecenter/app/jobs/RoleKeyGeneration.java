package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.RoleKey;
import dev.updatecenter.app.wiring.RoleKeyring;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.KeyAlgorithm;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.AuditLog.Outcome;
import dev.updatecenter.kernel.core.ProductName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Makes the role keys that a product lacks; the caller holds its lease. */
public final class RoleKeyGeneration {
  private final Wiring wiring;

  /** Over the home of a wiring. */
  public RoleKeyGeneration(Wiring wiring) {
    this.wiring = wiring;
  }

  /** Makes them of the configured kind, as {@link #generate(RegisteredProduct, KeyAlgorithm)}. */
  public List<RoleName> generate(RegisteredProduct product) {
    return generate(product, wiring.configuration().keys().algorithm());
  }

  /** Makes them, with an audit record, and gives the roles they are for. */
  public List<RoleName> generate(RegisteredProduct product, KeyAlgorithm algorithm) {
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
      keys.generate(product.model().rings(), algorithm);
    } catch (RuntimeException e) {
      wiring.audit().failed(intent, name, e);
      throw e;
    }
    wiring.audit().result(intent, name, Outcome.DONE, ids(keys, product, missing));
    return missing;
  }

  /** Which key each role got. */
  private static Map<String, String> ids(
      RoleKeyring keys, RegisteredProduct product, List<RoleName> made) {
    Map<String, String> ids = new TreeMap<>();
    for (RoleKey key : keys.list(product.model().rings())) {
      if (made.contains(key.role())) {
        key.id().ifPresent(id -> ids.merge("key." + key.role(), id.hex(), (a, b) -> a + " " + b));
      }
    }
    return ids;
  }
}
