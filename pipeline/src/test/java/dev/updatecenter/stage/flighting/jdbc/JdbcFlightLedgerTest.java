package dev.updatecenter.stage.flighting.jdbc;

import static dev.updatecenter.kernel.core.RingName.EARLY_ADOPTER;
import static dev.updatecenter.kernel.core.RingName.PREVIEW;
import static dev.updatecenter.stage.flighting.TestFlights.PRODUCT;
import static dev.updatecenter.stage.flighting.TestFlights.START;
import static dev.updatecenter.stage.flighting.TestFlights.sample;
import static dev.updatecenter.stage.flighting.TestFlights.settings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.FailureCode;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightRecord;
import dev.updatecenter.stage.flighting.FlightRequest;
import dev.updatecenter.stage.flighting.FlightState;
import dev.updatecenter.stage.flighting.FlightTarget;
import dev.updatecenter.stage.flighting.Flights;
import dev.updatecenter.stage.flighting.GateDecision;
import dev.updatecenter.stage.flighting.HaltRule;
import dev.updatecenter.stage.flighting.HaltRules;
import dev.updatecenter.stage.flighting.Rollout;
import dev.updatecenter.stage.flighting.Salt;
import dev.updatecenter.stage.flighting.Share;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.publishing.TestReleases;
import dev.updatecenter.testing.TestDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdbcFlightLedgerTest {
  private static final PackageVersion V2 = PackageVersion.parse("10.0.2.0");

  private static final HaltRules RULES =
      new HaltRules(Duration.ofHours(6), Set.of(FailureCode.parse("0x800B010A")), 3);
  private static final PublishedRelease RELEASE =
      TestReleases.ocp("10.0.2.0", settings(EARLY_ADOPTER, sample(80, 0.95, 0.03), 10, 0, 100, 24));
  private static final FlightRequest REQUEST = FlightRequest.whole(RELEASE, EARLY_ADOPTER);

  private final TestDatabase database = TestDatabase.open();
  private final JdbcFlightLedger ledger =
      new JdbcFlightLedger(database.jdbc(), database.transactions());
  private final Flights flights =
      new Flights(ledger, Clock.fixed(START, ZoneOffset.UTC), new Random(7));

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  @Test
  void refusesTheSameReleaseForOtherVersions() {
    flights.start(REQUEST, RELEASE, RULES);
    FlightRequest other =
        new FlightTarget(RELEASE, Optional.of(V2), RELEASE.ocp())
            .to(EARLY_ADOPTER, Optional.empty());

    assertThatThrownBy(() -> flights.start(other, RELEASE, RULES))
        .asInstanceOf(type(UpdateCenterException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo("UC6043"))
        .satisfies(e -> assertThat(e.exit()).isEqualTo(ExitCode.CONFLICT));
  }

  @Test
  void keepsTheVersionsOfTheFlightNotOfTheRelease() {
    FlightRequest request =
        new FlightTarget(RELEASE, Optional.of(PackageVersion.parse("10.0.17763.9")), RELEASE.ocp())
            .to(EARLY_ADOPTER, Optional.empty());

    flights.start(request, RELEASE, RULES);

    assertThat(flights.find(request).orElseThrow().facts().os()).isEqualTo(request.os());
  }

  @Test
  void givesTheSameFlightBackAfterARestart() {
    Flight started = flights.start(REQUEST, RELEASE, RULES);

    Flight read = flights.list(PRODUCT).get(0);
    assertThat(read.facts()).isEqualTo(started.facts());
    assertThat(read.standing()).isEqualTo(started.standing());
    assertThat(read.state()).isEqualTo(FlightState.ACTIVE);
    assertThat(read.facts().settings().halt()).isEqualTo(RULES);
    assertThat(read.standing().share()).isEqualTo(Share.ofPercent(10));
  }

  @Test
  void startsAFlightOnce() {
    Flight first = flights.start(REQUEST, RELEASE, RULES);
    Flight again = flights.start(REQUEST, RELEASE, RULES);

    assertThat(again.facts()).isEqualTo(first.facts());
    assertThat(flights.list(PRODUCT)).hasSize(1);
  }

  @Test
  void carriesOutWhatTheGateDecides() {
    Flight flight = flights.start(REQUEST, RELEASE, RULES);

    Flight wide = flights.apply(flight, new GateDecision.Widen(Share.ALL));
    assertThat(wide.standing().share()).isEqualTo(Share.ALL);
    assertThat(wide.standing().salt()).isEqualTo(flight.standing().salt());

    Flight passed = flights.apply(wide, new GateDecision.Pass(List.of()));
    assertThat(passed.state()).isEqualTo(FlightState.PASSED);
    assertThat(passed.passedAt()).contains(START);

    Flight halted =
        flights.apply(
            passed,
            new GateDecision.Halt(HaltRule.ERROR_CODE, "3 devices", new java.util.TreeMap<>()));
    assertThat(halted.state()).isEqualTo(FlightState.HALTED);
    assertThat(halted.standing().reason()).isEqualTo("haltOnErrors: 3 devices");
  }

  @Test
  void refusesAWriterWhoDidNotSeeTheHalt() {
    flights.start(REQUEST, RELEASE, RULES);
    Rollout stale = ledger.rollout(PRODUCT);
    ledger.save(stale.halt(EARLY_ADOPTER, V2, "bricks"));

    assertThatThrownBy(() -> ledger.save(stale.widen(EARLY_ADOPTER, V2, Share.ALL, START)))
        .isInstanceOfSatisfying(
            UpdateCenterException.class, e -> assertThat(e.code()).isEqualTo("UC6012"));
    assertThat(ledger.rollout(PRODUCT)).isEqualTo(stale.halt(EARLY_ADOPTER, V2, "bricks"));
  }

  @Test
  void writesNothingOfARolloutOneRowOfWhichIsRefused() {
    Rollout narrow =
        Rollout.none(PRODUCT).start(PREVIEW, V2, Share.ofPercent(10), () -> salt('a'), START);
    ledger.save(narrow.widen(PREVIEW, V2, Share.ALL, START));

    // Rows go in the order of ring names: EarlyAdopter is written before Preview is refused.
    Rollout stale = narrow.start(EARLY_ADOPTER, V2, Share.ALL, () -> salt('b'), START);
    assertThatThrownBy(() -> ledger.save(stale)).isInstanceOf(UpdateCenterException.class);
    assertThat(ledger.rollout(PRODUCT).releases(EARLY_ADOPTER)).isEmpty();
  }

  private static Salt salt(char digit) {
    return new Salt(String.valueOf(digit).repeat(32));
  }

  @Test
  void refusesASecondFlightOfTheSameRingAndVersion() {
    Flight flight = flights.start(REQUEST, RELEASE, RULES);
    FlightRecord twin = new FlightRecord(flight.facts(), flight.facts().digest(), Optional.empty());

    assertThatThrownBy(() -> ledger.begin(twin, ledger.rollout(PRODUCT)))
        .isInstanceOfSatisfying(
            UpdateCenterException.class, e -> assertThat(e.code()).isEqualTo("UC6010"))
        .hasMessageContaining("faster");
  }

  @Test
  void refusesARowThatSomebodyChanged() {
    flights.start(REQUEST, RELEASE, RULES);
    database.jdbc().sql("UPDATE flights SET min_devices = 1").update();

    assertThatThrownBy(() -> flights.list(PRODUCT))
        .isInstanceOfSatisfying(
            UpdateCenterException.class, e -> assertThat(e.code()).isEqualTo("UC6011"))
        .hasMessageContaining("not what was written");
  }

  @Test
  void knowsNothingOfAnotherProduct() {
    flights.start(REQUEST, RELEASE, RULES);

    assertThat(flights.list(new ProductName("Other"))).isEmpty();
    assertThat(ledger.rollout(new ProductName("Other")).rings()).isEmpty();
  }
}
