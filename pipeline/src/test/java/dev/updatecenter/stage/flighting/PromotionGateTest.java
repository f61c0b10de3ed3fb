package dev.updatecenter.stage.flighting;

import static dev.updatecenter.kernel.core.RingName.EARLY_ADOPTER;
import static dev.updatecenter.kernel.core.RingName.PREVIEW;
import static dev.updatecenter.stage.flighting.TestFlights.START;
import static dev.updatecenter.stage.flighting.TestFlights.allEnrolled;
import static dev.updatecenter.stage.flighting.TestFlights.flight;
import static dev.updatecenter.stage.flighting.TestFlights.sample;
import static dev.updatecenter.stage.flighting.TestFlights.settings;
import static dev.updatecenter.stage.flighting.TestFlights.standing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.stage.publishing.TestReleases;
import dev.updatecenter.stage.submission.RingSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PromotionGateTest {
  private static final FailureCode UNTRUSTED = FailureCode.parse("0x800b010a");
  private static final HaltRules RULES = new HaltRules(Duration.ofHours(24), Set.of(UNTRUSTED), 3);
  private final PromotionGate gate = new PromotionGate();

  private GateDecision decide(
      RingSettings settings, RingRelease standing, RingHealth health, int hours) {
    Flight flight = flight(TestReleases.ocp("10.0.2.0", settings), RULES, false, standing);
    return gate.decide(flight, health, START.plus(Duration.ofHours(hours)));
  }

  private static RingHealth health(int enrolled, int eligible, int good, int bad, int lost) {
    return new RingHealth(enrolled, eligible, good, bad, 0, lost, new TreeMap<>());
  }

  @ParameterizedTest
  @CsvSource({
    // enrolled, succeeded, failed, lost, hours, decision
    "12, 12, 0, 0, 12, pass",
    "12, 12, 0, 0, 11, hold",
    "12, 11, 0, 0, 99, hold",
    "12, 11, 1, 0, 99, hold",
    "12, 11, 0, 1, 99, hold",
    "0, 0, 0, 0, 99, hold"
  })
  void everyEnrolledDeviceHasToSucceed(
      int enrolled, int good, int bad, int lost, int hours, String decision) {
    RingSettings settings = settings(PREVIEW, allEnrolled());

    assertThat(
            decide(settings, standing("1"), health(enrolled, enrolled, good, bad, lost), hours)
                .wireName())
        .isEqualTo(decision);
  }

  @ParameterizedTest
  @CsvSource({
    "0.97, 125, 0, 0, 24, pass",
    "0.97, 124, 0, 0, 24, hold",
    "0.95, 73, 0, 0, 24, pass",
    "0.95, 72, 0, 0, 24, hold",
    "0.95, 73, 0, 0, 23, hold",
    "0.95, 73, 1, 0, 24, hold",
    "0.95, 73, 0, 1, 24, hold",
    "0.95, 110, 1, 0, 24, pass"
  })
  void theLowerEndOfTheIntervalHasToReachTheBound(
      double bound, int good, int bad, int lost, int hours, String decision) {
    RingSettings settings = settings(EARLY_ADOPTER, sample(50, bound, 0.2));

    assertThat(decide(settings, standing("1"), health(500, 500, good, bad, lost), hours).wireName())
        .isEqualTo(decision);
  }

  @Test
  void asksForTheLeastNumberOfFinalReportsEvenWhenTheRateIsProven() {
    RingSettings settings = settings(EARLY_ADOPTER, sample(400, 0.95, 0.2));

    assertThat(decide(settings, standing("1"), health(500, 500, 399, 0, 0), 99))
        .isInstanceOfSatisfying(
            GateDecision.Hold.class,
            hold -> {
              assertThat(hold.missing())
                  .containsExactly("399 devices reported a final state, at least 400 needed");
              assertThat(hold.earliest()).as("only reports are missing").isEmpty();
            });
  }

  @ParameterizedTest
  @CsvSource({
    // share, eligible, decided, hours, decision
    "0.1, 100, 80, 24, widen",
    "0.1, 100, 79, 24, hold",
    "0.1, 7, 7, 24, widen",
    "0.1, 7, 6, 24, hold",
    "0.1, 100, 80, 23, hold",
    "0.1, 0, 0, 24, widen"
  })
  void widensOneStepWhenTheNarrowShareHasSpoken(
      String share, int eligible, int decided, int hours, String decision) {
    RingSettings settings = settings(EARLY_ADOPTER, sample(80, 0.95, 0.2), 10, 0, 50, 24, 100, 24);

    GateDecision actual =
        decide(settings, standing(share), health(1000, eligible, decided, 0, 0), hours);

    assertThat(actual.wireName()).isEqualTo(decision);
    if (actual instanceof GateDecision.Widen widen) {
      assertThat(widen.share()).as("one step a run").isEqualTo(Share.ofPercent(50));
    }
  }

  @Test
  void theEarliestMomentIsTheLastOfTheClocksConditions() {
    RingSettings settings = settings(EARLY_ADOPTER, sample(0, 0.95, 0.2), 10, 0, 100, 72);

    assertThat(decide(settings, standing("0.1"), health(10, 1, 0, 0, 0), 1))
        .isInstanceOfSatisfying(
            GateDecision.Hold.class,
            hold -> {
              assertThat(hold.earliest()).contains(Instant.parse("2026-11-23T08:00:00Z"));
              assertThat(hold.missing()).hasSize(2);
            });
  }

  @Test
  void aRampThatBeginsLaterBeginsWithNobody() {
    RingSettings settings = settings(EARLY_ADOPTER, sample(80, 0.95, 0.2), 10, 5, 100, 24);

    assertThat(new FlightSettings(settings, RULES).firstShare()).isEqualTo(Share.NONE);
    assertThat(decide(settings, standing("0"), health(9, 0, 0, 0, 0), 5))
        .isEqualTo(new GateDecision.Widen(Share.ofPercent(10)));
    assertThat(decide(settings, standing("0"), health(9, 0, 0, 0, 0), 4).wireName())
        .isEqualTo("hold");
  }

  @ParameterizedTest
  @CsvSource({
    // succeeded, failed, lost, decision
    "60, 12, 0, halt",
    "60, 0, 12, halt",
    "60, 6, 6, halt",
    "60, 2, 0, hold",
    "0, 1, 0, hold"
  })
  void haltsWhenTheFailureRateIsSurelyTooHigh(int good, int bad, int lost, String decision) {
    RingSettings settings = settings(EARLY_ADOPTER, sample(80, 0.95, 0.03), 10, 0, 100, 24);

    assertThat(decide(settings, standing("0.1"), health(900, 100, good, bad, lost), 1).wireName())
        .isEqualTo(decision);
  }

  private static RingHealth failing(int devices) {
    SortedMap<FailureCode, Integer> codes = new TreeMap<>();
    codes.put(UNTRUSTED, devices);
    codes.put(FailureCode.parse("0x80070070"), 9);
    return new RingHealth(50_000, 5_000, 4_000, devices + 9, 0, 0, codes);
  }

  @Test
  void haltsWhenOneOfTheCodesCameFromTooManyDevices() {
    RingSettings settings = settings(EARLY_ADOPTER, sample(80, 0.95, 0.03), 10, 0, 100, 24);

    assertThat(decide(settings, standing("0.1"), failing(2), 1).wireName()).isEqualTo("hold");
    assertThat(decide(settings, standing("0.1"), failing(3), 1))
        .isEqualTo(new GateDecision.Halt(HaltRule.ERROR_CODE, "0x800B010A from 3 devices, 3 halt"));
  }

  @Test
  void haltsAlsoWhileAPersonPausedTheRing() {
    RingSettings settings = settings(EARLY_ADOPTER, sample(80, 0.95, 0.03));
    RingRelease paused = standing("1").pause("weekend");

    assertThat(decide(settings, paused, failing(3), 1).wireName()).isEqualTo("halt");
    assertThat(decide(settings, paused, failing(0), 999))
        .isEqualTo(
            new GateDecision.Hold(
                java.util.List.of("the ring is paused: weekend"), Optional.empty()));
  }

  @Test
  void doesNotHaltTwice() {
    RingSettings settings = settings(EARLY_ADOPTER, sample(80, 0.95, 0.03));

    assertThat(decide(settings, standing("1").halt("bricks"), failing(3), 1).wireName())
        .isEqualTo("hold");
  }
}
