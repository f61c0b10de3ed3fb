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
import dev.updatecenter.stage.validation.Calendar;
import dev.updatecenter.stage.validation.Freeze;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
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
        .isEqualTo(
            new GateDecision.Halt(
                HaltRule.ERROR_CODE,
                "0x800B010A from 3 devices, 3 halt",
                new TreeMap<>(Map.of(UNTRUSTED, 3))));
  }

  @Test
  void haltsAlsoWhileAPersonPausedTheRing() {
    RingSettings settings = settings(EARLY_ADOPTER, sample(80, 0.95, 0.03));
    RingRelease paused = standing("1").pause("weekend");

    assertThat(decide(settings, paused, failing(3), 1).wireName()).isEqualTo("halt");
    assertThat(decide(settings, paused, failing(0), 999))
        .isEqualTo(GateDecision.Hold.byPerson("the ring is paused: weekend"));
  }

  @Test
  void doesNotHaltTwice() {
    RingSettings settings = settings(EARLY_ADOPTER, sample(80, 0.95, 0.03));

    assertThat(decide(settings, standing("1").halt("bricks"), failing(3), 1).wireName())
        .isEqualTo("hold");
  }

  @ParameterizedTest
  @CsvSource({
    // gate: minDevices, maxFailures; enrolled, succeeded, failed, decision
    "1, 0, 1, 1, 0, pass",
    "3, 0, 2, 2, 0, hold",
    "3, 0, 3, 3, 0, pass",
    "1, 2, 10, 8, 2, pass",
    "1, 2, 10, 7, 3, hold",
    "1, 2, 10, 7, 2, hold"
  })
  void aGateOfAllEnrolledAsksForItsLeastNumberAndItsMostFailures(
      int least, int most, int enrolled, int good, int bad, String decision) {
    RingSettings.Gate all =
        new RingSettings.Gate(
            true, least, most, Duration.ofHours(1), Optional.empty(), Optional.empty());

    assertThat(
            decide(
                    settings(PREVIEW, all, 100, 0),
                    standing("1"),
                    health(enrolled, enrolled, good, bad, 0),
                    1)
                .wireName())
        .isEqualTo(decision);
  }

  @Test
  void soakAndSuccessAreAskedAtTheLastShareOnly() {
    RingSettings settings = settings(EARLY_ADOPTER, sample(2, 0.95, 0.9), 10, 0, 100, 1);
    RingRelease widened = standing("0.1").widen(Share.ALL, START.plus(Duration.ofHours(30)));

    assertThat(decide(settings, standing("0.1"), health(100, 10, 1, 1, 0), 24))
        .as("half of them failed, and no soak has passed")
        .isEqualTo(new GateDecision.Widen(Share.ALL));
    assertThat(decide(settings, widened, health(100, 100, 80, 0, 0), 53).wireName())
        .as("soak counts from the last widening")
        .isEqualTo("hold");
    assertThat(decide(settings, widened, health(100, 100, 80, 0, 0), 54).wireName())
        .isEqualTo("pass");
  }

  @Test
  void saysSinceWhenItHolds() {
    RingSettings settings = settings(EARLY_ADOPTER, sample(400, 0.95, 0.2));
    RingRelease widened = standing("0.1").widen(Share.ALL, START.plus(Duration.ofHours(30)));

    assertThat(decide(settings, widened, health(500, 500, 9, 0, 0), 99))
        .isInstanceOfSatisfying(
            GateDecision.Hold.class,
            hold -> assertThat(hold.since()).contains(widened.widenedAt()));
  }

  @Test
  void saysHowManyDevicesCannotReportBecauseTheyAreExcluded() {
    RingHealth health = new RingHealth(12, 2, 12, 10, 10, 0, 0, 0, new TreeMap<>());

    assertThat(decide(settings(PREVIEW, allEnrolled()), standing("1"), health, 99))
        .isInstanceOfSatisfying(
            GateDecision.Hold.class,
            hold ->
                assertThat(hold.missing())
                    .containsExactly(
                        "10 of 12 devices enrolled reported a final state, all needed,"
                            + " 2 cannot take the release"));
  }

  @Test
  void aHaltNamesTheCommonestCodes() {
    RingSettings settings = settings(EARLY_ADOPTER, sample(80, 0.95, 0.03), 10, 0, 100, 24);
    SortedMap<FailureCode, Integer> codes = new TreeMap<>();
    for (int i = 1; i <= 4; i++) {
      codes.put(new FailureCode(i), i);
    }

    GateDecision halt =
        decide(settings, standing("0.1"), new RingHealth(900, 100, 9, 10, 0, 0, codes), 1);

    assertThat(halt)
        .isInstanceOfSatisfying(
            GateDecision.Halt.class,
            h ->
                assertThat(h.reason())
                    .startsWith("haltAboveFailures: 10 failed and 0 lost of 19 devices")
                    .endsWith(
                        "; 0x00000004 from 4 devices, 0x00000003 from 3 devices,"
                            + " 0x00000002 from 2 devices and 1 other codes"));
  }

  @Test
  void codesOfDifferentKindsAreNotAddedUp() {
    RingSettings settings = settings(EARLY_ADOPTER, sample(80, 0.95, 0.9), 10, 0, 100, 24);
    FailureCode other = FailureCode.parse("0x80188307");
    HaltRules rules = new HaltRules(Duration.ofHours(24), Set.of(UNTRUSTED, other), 3);
    SortedMap<FailureCode, Integer> codes = new TreeMap<>(Map.of(UNTRUSTED, 2, other, 2));
    Flight flight = flight(TestReleases.ocp("10.0.2.0", settings), rules, false, standing("0.1"));

    assertThat(gate.decide(flight, new RingHealth(900, 100, 50, 4, 0, 0, codes), START).wireName())
        .isEqualTo("hold");
  }

  @Test
  void aClosedCalendarStopsWideningButNeitherAPassNorAHalt() {
    Instant at = START.plus(Duration.ofHours(30));
    Freeze freeze =
        new Freeze(
            LocalDateTime.ofInstant(START, ZoneOffset.UTC),
            LocalDateTime.ofInstant(at.plusSeconds(3600), ZoneOffset.UTC),
            "trade fair",
            Set.of());
    PromotionGate closed =
        new PromotionGate(new Calendar(ZoneOffset.UTC, List.of(), List.of(freeze)));
    RingSettings settings = settings(EARLY_ADOPTER, sample(2, 0.5, 0.03), 10, 0, 100, 1);
    Flight flight = flight(TestReleases.ocp("10.0.2.0", settings), RULES, false, standing("0.1"));
    Flight last = flight(TestReleases.ocp("10.0.2.0", settings), RULES, false, standing("1"));

    assertThat(closed.decide(flight, health(100, 10, 9, 0, 0), at))
        .isInstanceOfSatisfying(
            GateDecision.Hold.class,
            hold -> {
              assertThat(hold.earliest()).contains(at.plusSeconds(3600));
              assertThat(hold.missing()).singleElement().asString().contains("trade fair");
            });
    assertThat(closed.decide(flight, failing(3), at).wireName()).isEqualTo("halt");
    assertThat(closed.decide(last, health(100, 100, 90, 0, 0), at).wireName()).isEqualTo("pass");
    assertThat(closed.earliestPass(flight, at))
        .contains(at.plusSeconds(3600).plus(Duration.ofHours(24)));
  }

  @ParameterizedTest
  @CsvSource({
    // share, hours since the start, earliest pass in hours since the start
    "0, 0, 120", // 10 % at 5 h, 50 % at 29 h, 100 % at 96 h, soak 24 h
    "0.1, 2, 120",
    "0.5, 1, 120",
    "1, 1, 24",
    "1, 40, 40",
    "0.5, 200, 224"
  })
  void knowsTheFirstMomentAtWhichARingCouldPass(String share, int now, int earliest) {
    RingSettings settings = settings(EARLY_ADOPTER, sample(2, 0.5, 0.03), 10, 5, 50, 24, 100, 96);
    Flight flight = flight(TestReleases.ocp("10.0.2.0", settings), RULES, false, standing(share));

    assertThat(gate.earliestPass(flight, START.plus(Duration.ofHours(now))))
        .contains(START.plus(Duration.ofHours(earliest)));
  }

  @Test
  void nothingPassesByItselfWhilePausedOrHalted() {
    RingSettings settings = settings(EARLY_ADOPTER, sample(2, 0.5, 0.03));
    Flight paused =
        flight(TestReleases.ocp("10.0.2.0", settings), RULES, false, standing("1").pause("x"));

    assertThat(gate.earliestPass(paused, START)).isEmpty();
  }
}
