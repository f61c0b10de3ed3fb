package dev.updatecenter.app.jobs;

import dev.updatecenter.stage.flighting.FlightFacts;
import java.util.Map;

/** What the audit log is told of an act on a ring. */
final class AuditFacts {
  private AuditFacts() {}

  static Map<String, String> of(FlightFacts facts, String reason) {
    return Map.of(
        "ring", facts.ring().value(), "version", facts.version().toString(), "reason", reason);
  }
}
