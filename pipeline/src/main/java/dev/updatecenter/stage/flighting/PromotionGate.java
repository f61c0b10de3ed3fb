package dev.updatecenter.stage.flighting;

import dev.updatecenter.stage.submission.RingSettings;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Decides whether a flight widens, passes, holds or halts. Pure: same facts, same decision. */
public final class PromotionGate {
  /**
   * Decides at one moment. What halts comes first, also while a person paused the ring.
   *
   * @param health what the ring's enrolled devices said by then
   */
  public GateDecision decide(Flight flight, RingHealth health, Instant now) {
    RingRelease standing = flight.standing();
    if (standing.state() == RolloutState.HALTED) {
      return held("the ring is halted", standing);
    }
    Optional<GateDecision> halt = halt(flight.facts().settings(), health);
    if (halt.isPresent()) {
      return halt.get();
    }
    if (standing.state() == RolloutState.PAUSED) {
      return held("the ring is paused", standing);
    }
    return flight
        .facts()
        .settings()
        .stepAfter(standing.share())
        .map(step -> widen(flight, step, health, now))
        .orElseGet(() -> pass(flight, health, now));
  }

  private static GateDecision held(String what, RingRelease standing) {
    String reason = standing.reason().isEmpty() ? "" : ": " + standing.reason();
    return new GateDecision.Hold(List.of(what + reason), Optional.empty());
  }

  private static Optional<GateDecision> halt(FlightSettings settings, RingHealth health) {
    HaltRules rules = settings.halt();
    for (Map.Entry<FailureCode, Integer> code : health.failuresByCode().entrySet()) {
      if (rules.codes().contains(code.getKey()) && code.getValue() >= rules.devices()) {
        String facts =
            "%s from %s, %d halt"
                .formatted(code.getKey(), Counts.devices(code.getValue()), rules.devices());
        return Optional.of(new GateDecision.Halt(HaltRule.ERROR_CODE, facts));
      }
    }
    return settings
        .ring()
        .gate()
        .haltAboveFailures()
        .filter(limit -> FailureBound.surelyAbove(limit, health.failures(), health.decided()))
        .map(limit -> tooManyFailures(limit, health));
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
    return new GateDecision.Halt(HaltRule.FAILURE_RATE, facts);
  }

  private static GateDecision widen(
      Flight flight, FlightSettings.Step step, RingHealth health, Instant now) {
    FlightSettings settings = flight.facts().settings();
    RingRelease standing = flight.standing();
    GateConditions conditions = new GateConditions(now);
    conditions.since(flight.facts().startedAt().plus(step.after()), "the wait for " + step.share());
    if (!standing.share().equals(Share.NONE)) {
      conditions.since(
          standing.widenedAt().plus(settings.halt().silentAfter()),
          "the time to fall silent at " + standing.share());
      int needed = Math.min(settings.ring().gate().minDevices(), health.inShare());
      conditions.that(
          health.decided() >= needed,
          "%d of %s in the share reported a final state or are lost, %d needed"
              .formatted(health.decided(), Counts.devices(health.inShare()), needed));
    }
    return conditions.hold().orElseGet(() -> new GateDecision.Widen(step.share()));
  }

  private static GateDecision pass(Flight flight, RingHealth health, Instant now) {
    RingSettings.Gate gate = flight.facts().settings().ring().gate();
    GateConditions conditions = new GateConditions(now);
    if (gate.allEnrolled()) {
      everyDevice(gate, health, conditions);
    } else {
      sample(gate, health, conditions);
    }
    conditions.since(flight.standing().widenedAt().plus(gate.soak()), "the soak at the last share");
    return conditions.hold().orElseGet(() -> new GateDecision.Pass(conditions.fulfilled()));
  }

  private static void everyDevice(
      RingSettings.Gate gate, RingHealth health, GateConditions conditions) {
    conditions.that(
        health.enrolled() >= gate.minDevices(),
        "%s enrolled, at least %d needed"
            .formatted(Counts.devices(health.enrolled()), gate.minDevices()));
    conditions.that(
        health.reported() >= health.enrolled(),
        "%d of %s enrolled reported a final state, all needed"
            .formatted(health.reported(), Counts.devices(health.enrolled())));
    conditions.that(
        health.failed() <= gate.maxFailures(),
        "%s failed, at most %d may".formatted(Counts.devices(health.failed()), gate.maxFailures()));
  }

  private static void sample(RingSettings.Gate gate, RingHealth health, GateConditions conditions) {
    conditions.that(
        health.reported() >= gate.minDevices(),
        "%s reported a final state, at least %d needed"
            .formatted(Counts.devices(health.reported()), gate.minDevices()));
    // A lost device is never a success, so it stays among the trials.
    double lower = health.success().lower();
    gate.successLowerBound()
        .ifPresent(
            bound ->
                conditions.that(
                    lower >= bound,
                    "success is at least %s (95 %% Wilson interval, %d of %s), %s needed"
                        .formatted(
                            Counts.percent(lower),
                            health.succeeded(),
                            Counts.devices(health.decided()),
                            Counts.percent(bound))));
  }
}
