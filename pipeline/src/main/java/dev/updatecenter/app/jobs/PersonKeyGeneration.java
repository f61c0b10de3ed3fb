package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.PersonKeys;
import dev.updatecenter.app.wiring.PersonKeys.PersonKey;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.AuditLog.Outcome;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import java.util.Map;

/** Makes the key by which somebody acts. */
public final class PersonKeyGeneration {
  private final Wiring wiring;

  /** Over the home of a wiring. */
  public PersonKeyGeneration(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * Makes it, with an audit record.
   *
   * @return false when there was one, or another place is configured
   */
  public boolean generate(String name) {
    PersonKeys keys = wiring.personKeys();
    try (Lease lease = wiring.leases().acquire(ProductName.HOME, "keys generate")) {
      lease.check();
      Map<String, String> facts = Map.of("person", name);
      PersonKey before = keys.find(name);
      if (before.id().isPresent()) {
        return false;
      }
      long intent = wiring.audit().intent("generate-keys", ProductName.HOME, facts);
      try {
        boolean made = keys.generate(name);
        String id = keys.find(name).id().map(String::valueOf).orElse("none");
        wiring
            .audit()
            .result(intent, ProductName.HOME, Outcome.DONE, Map.of("person", name, "key", id));
        return made;
      } catch (RuntimeException e) {
        wiring.audit().failed(intent, ProductName.HOME, e);
        throw e;
      }
    }
  }
}
