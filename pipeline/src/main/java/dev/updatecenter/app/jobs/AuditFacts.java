package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.RoleName;
import java.util.Map;

/** What the audit log is told of an act on a ring: also by which keys, for that is who acts. */
final class AuditFacts {
  private AuditFacts() {}

  /**
   * The facts.
   *
   * @param role whose keys make the act count
   */
  static Map<String, String> of(
      Wiring wiring, RegisteredProduct product, RoleName role, FlightName flight, String reason) {
    return Map.of(
        "ring", flight.ring().value(),
        "version", flight.version().toString(),
        "reason", reason,
        "role", role.value(),
        "keys", String.join(" ", wiring.publishing().metadata(product).keysAtHand(role)));
  }
}
