package dev.updatecenter.stage.flighting;

import dev.updatecenter.stage.submission.RingSettings;
import dev.updatecenter.stage.validation.Calendar;
import java.time.Instant;
import java.util.Optional;

/** Decides whether a flight widens, passes, holds or halts. Pure: same facts, same decision. */
public final class PromotionGate {
  private final Calendar calendar;

  /** A gate that no calendar closes. */
  public PromotionGate() {
    this(Calendar.ALWAYS_OPEN);
  }

  /**
   * A gate under a policy.
   *
   * @param calendar when a share may widen; it delays neither a pass nor a halt
   */
  public PromotionGate(Calendar calendar) {
    this.calendar = calendar;
  }

  /**
   * Decides at one moment. What halts comes first, also while a person paused the ring. A ring that
   * has passed is only watched: it holds unless something halts it.
   *
   * @param health what the ring's enrolled devices said by then
   */
  public GateDecision decide(Flight flight, RingHealth health, Instant now) {
    RingRelease standing = flight.standing();
    if (standing.state() == RolloutState.HALTED) {
      return held("the ring is halted", standing);
    }
    Optional<GateDecision> halt = HaltCheck.check(flight.facts().settings(), health);
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

  /**
   * The first moment at which a flight could pass, if every device did its part at once and {@code
   * advance} ran all the time: what the clock and the calendar alone ask for. When it passed, for
   * one that did; nothing for one that a person has to resume first.
   */
  public Optional<Instant> earliestPass(Flight flight, Instant now) {
    if (flight.standing().state() != RolloutState.ACTIVE) {
      return Optional.empty();
    }
    if (flight.passedAt().isPresent()) {
      return flight.passedAt();
    }
    return Optional.of(new EarliestPass(calendar).of(flight, now));
  }

  private static GateDecision held(String what, RingRelease standing) {
    String reason = standing.reason().isEmpty() ? "" : ": " + standing.reason();
    return GateDecision.Hold.byPerson(what + reason);
  }

  private GateDecision widen(
      Flight flight, FlightSettings.Step step, RingHealth health, Instant now) {
    FlightSettings settings = flight.facts().settings();
    RingRelease standing = flight.standing();
    GateConditions conditions = new GateConditions(now);
    conditions.since(flight.facts().startedAt().plus(step.after()), "the wait for " + step.share());
    // At no share at all there is nobody who could fall silent.
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
    conditions.open(calendar, flight.ring());
    return conditions
        .hold(standing.widenedAt())
        .orElseGet(() -> new GateDecision.Widen(step.share()));
  }

  private static GateDecision pass(Flight flight, RingHealth health, Instant now) {
    RingSettings.Gate gate = flight.facts().settings().ring().gate();
    Instant widened = flight.standing().widenedAt();
    GateConditions conditions = new GateConditions(now);
    if (gate.allEnrolled()) {
      everyDevice(gate, health, conditions);
    } else {
      sample(gate, health, conditions);
    }
    conditions.since(widened.plus(gate.soak()), "the soak at the last share");
    return conditions.hold(widened).orElseGet(() -> new GateDecision.Pass(conditions.fulfilled()));
  }

  private static void everyDevice(
      RingSettings.Gate gate, RingHealth health, GateConditions conditions) {
    int enrolled = health.enrolled();
    conditions.that(
        enrolled >= gate.minDevices(),
        "%s enrolled, at least %d needed".formatted(Counts.devices(enrolled), gate.minDevices()));
    String excluded =
        health.excluded() == 0 ? "" : ", %d cannot take the release".formatted(health.excluded());
    conditions.that(
        health.reported() >= enrolled,
        "%d of %s enrolled reported a final state, all needed%s"
            .formatted(health.reported(), Counts.devices(enrolled), excluded));
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
