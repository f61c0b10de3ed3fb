package dev.updatecenter.stage.planning;

import dev.updatecenter.stage.submission.RingSettings;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** How a ring is flighted, in canonical JSON: no fractions, so percentages are texts. */
final class RingTerms {
  private RingTerms() {}

  static Map<String, Object> of(RingSettings settings) {
    Map<String, Object> ring = new LinkedHashMap<>();
    ring.put("ring", settings.ring().value());
    ring.put("start", settings.automatic() ? "automatic" : "manual");
    ring.put("approvals", settings.approvals());
    ring.put("ramp", settings.ramp().stream().map(RingTerms::step).toList());
    ring.put("gate", gate(settings.gate()));
    return ring;
  }

  static List<Map<String, Object>> all(List<RingSettings> rings) {
    return rings.stream().map(RingTerms::of).toList();
  }

  private static Map<String, Object> step(RingSettings.RampStep step) {
    return Map.of(
        "percent", decimal(step.percent()), "afterMillis", Long.valueOf(step.after().toMillis()));
  }

  private static Map<String, Object> gate(RingSettings.Gate gate) {
    Map<String, Object> terms = new LinkedHashMap<>();
    terms.put("allEnrolled", gate.allEnrolled());
    terms.put("minDevices", gate.minDevices());
    terms.put("maxFailures", gate.maxFailures());
    terms.put("soakMillis", gate.soak().toMillis());
    gate.successLowerBound().ifPresent(p -> terms.put("successLowerBound", decimal(p)));
    gate.haltAboveFailures().ifPresent(p -> terms.put("haltAboveFailures", decimal(p)));
    return terms;
  }

  /** The shortest digits that mean the same number, without an exponent. */
  private static String decimal(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }
}
