package dev.updatecenter.stage.flighting;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Whether what devices said halts their ring. */
final class HaltCheck {
  private HaltCheck() {}

  static Optional<GateDecision> check(FlightSettings settings, RingHealth health) {
    Optional<GateDecision> byCode = byCode(settings.halt(), health);
    return byCode.isPresent()
        ? byCode
        : settings
            .ring()
            .gate()
            .haltAboveFailures()
            .filter(limit -> FailureBound.surelyAbove(limit, health.failures(), health.decided()))
            .map(limit -> tooManyFailures(limit, health));
  }

  /** One code has to come from so many devices; different codes are not added up. */
  private static Optional<GateDecision> byCode(HaltRules rules, RingHealth health) {
    SortedMap<FailureCode, Integer> halting = new TreeMap<>();
    for (Map.Entry<FailureCode, Integer> code : health.failuresByCode().entrySet()) {
      if (rules.codes().contains(code.getKey()) && code.getValue() >= rules.devices()) {
        halting.put(code.getKey(), code.getValue());
      }
    }
    return halting.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new GateDecision.Halt(
                HaltRule.ERROR_CODE,
                "%s, %d halt".formatted(Counts.top(halting), rules.devices()),
                halting));
  }

  private static GateDecision tooManyFailures(double limit, RingHealth health) {
    double lower = FailureBound.lower(health.failures(), health.decided());
    String facts =
        "%d failed and %d lost of %s: the failure rate is surely above %s, the limit is %s"
            .formatted(
                health.failed(),
                health.lost(),
                Counts.devices(health.decided()),
                Counts.percent(lower),
                Counts.percent(limit));
    return new GateDecision.Halt(HaltRule.FAILURE_RATE, facts, health.failuresByCode());
  }
}
