package dev.updatecenter.stage.validation;

import dev.updatecenter.stage.submission.RingSettings;
import dev.updatecenter.stage.submission.RingSettings.RampStep;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares a ring of a release with the least that policy.yaml asks of it, key by key. */
final class LeastCheck {
  private final List<Loosening> found = new ArrayList<>();

  private LeastCheck() {}

  static List<Loosening> of(LeastRing least, RingSettings asked) {
    LeastCheck check = new LeastCheck();
    check.start(least, asked);
    check.ramp(least.ramp(), asked.ramp());
    check.condition(least.gate(), asked.gate());
    check.halt(least.gate(), asked.gate());
    return List.copyOf(check.found);
  }

  private void start(LeastRing least, RingSettings asked) {
    if (asked.approvals() < least.approvals()) {
      looser("approvals", asked.approvals(), "at least " + least.approvals());
    }
    if (least.manual() && asked.automatic()) {
      looser("start", "automatic", "manual");
    }
  }

  /** A share holds from its step to the next: it is enough to look when one begins. */
  private void ramp(List<RampStep> widest, List<RampStep> asked) {
    if (widest.isEmpty()) {
      return;
    }
    for (RampStep step : asked) {
      double most = share(widest, step.after());
      if (step.percent() > most) {
        looser(
            "ramp",
            percent(step.percent()) + " after " + time(step.after()),
            "at most " + percent(most) + " by then");
        return;
      }
    }
  }

  private static double share(List<RampStep> ramp, Duration after) {
    return ramp.stream()
        .filter(step -> step.after().compareTo(after) <= 0)
        .mapToDouble(RampStep::percent)
        .max()
        .orElse(0);
  }

  private void condition(LeastGate least, RingSettings.Gate asked) {
    if (least.allEnrolled() && !asked.allEnrolled()) {
      looser("gate.all", "absent", "'enrolled'");
    }
    least
        .minDevices()
        .filter(n -> asked.minDevices() < n)
        .ifPresent(n -> looser("gate.minDevices", asked.minDevices(), "at least " + n));
    least
        .maxFailures()
        .filter(n -> asked.allEnrolled() && asked.maxFailures() > n)
        .ifPresent(n -> looser("gate.maxFailures", asked.maxFailures(), "at most " + n));
    least
        .soak()
        .filter(soak -> asked.soak().compareTo(soak) < 0)
        .ifPresent(soak -> looser("gate.soak", time(asked.soak()), "at least " + time(soak)));
    least
        .successLowerBound()
        .filter(bound -> asked.successLowerBound().orElse(-1.0) < bound)
        .ifPresent(
            bound ->
                looser(
                    "gate.successLowerBound",
                    rate(asked.successLowerBound()),
                    "at least " + percent(bound * 100)));
  }

  private void halt(LeastGate least, RingSettings.Gate asked) {
    least
        .haltAboveFailures()
        .filter(limit -> asked.haltAboveFailures().orElse(2.0) > limit)
        .ifPresent(
            limit ->
                looser(
                    "gate.haltAboveFailures",
                    rate(asked.haltAboveFailures()),
                    "at most " + percent(limit * 100)));
  }

  private void looser(String key, Object is, String asks) {
    found.add(new Loosening(key, "'" + key + "' is " + is + ", policy.yaml asks for " + asks));
  }

  private static String rate(Optional<Double> fraction) {
    return fraction.map(f -> percent(f * 100)).orElse("absent");
  }

  private static String percent(double percent) {
    BigDecimal exact = BigDecimal.valueOf(percent).setScale(4, java.math.RoundingMode.HALF_UP);
    return exact.stripTrailingZeros().toPlainString() + "%";
  }

  private static String time(Duration time) {
    long seconds = time.toSeconds();
    if (seconds % 3600 == 0) {
      return seconds / 3600 + "h";
    }
    return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
  }
}
