package dev.updatecenter.stage.flighting;

import static dev.updatecenter.stage.flighting.TestFlights.START;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.publishing.TestReleases;
import dev.updatecenter.stage.submission.RingSettings;
import dev.updatecenter.stage.validation.Calendar;
import dev.updatecenter.stage.validation.Freeze;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EarliestPassTest {
  private static final EarliestPass OPEN = new EarliestPass(Calendar.ALWAYS_OPEN);
  private static final RingSettings RAMP =
      TestFlights.settings(RingName.PREVIEW, TestFlights.allEnrolled(), 1, 0, 10, 24, 100, 30);

  private static Flight flight(RingSettings settings, boolean passed, RingRelease standing) {
    return TestFlights.flight(
        TestReleases.ocp("10.0.2.0", settings), HaltRules.DEFAULT, passed, standing);
  }

  private static Instant hour(int hours) {
    return START.plus(Duration.ofHours(hours));
  }

  /** 24 h to fall silent between two shares, 12 h of soak at the last. */
  @ParameterizedTest
  @CsvSource({
    "0.01, 0, 60", // 24 h to 10 %, 24 h of silence to 100 %, 12 h of soak
    "0.01, 40, 76", // late: 10 % now, 24 h of silence to 100 %, 12 h
    "0.1, 0, 42", // 30 h outlasts the silence of 24 h
    "1, 0, 12",
    "1, 20, 20",
  })
  void countsRampSilenceAndSoak(String share, int now, int expected) {
    Flight flight = flight(RAMP, false, TestFlights.standing(share));

    assertThat(OPEN.of(flight, hour(now))).isEqualTo(hour(expected));
  }

  @Test
  void ringThatPassedNeedsNoTime() {
    Flight flight = flight(RAMP, true, TestFlights.standing("1"));

    assertThat(OPEN.of(flight, hour(1))).isEqualTo(hour(1));
  }

  @Test
  void flightThatBeginsLaterCountsFromThere() {
    FlightSettings settings = new FlightSettings(RAMP, HaltRules.DEFAULT);

    assertThat(OPEN.ofStart(settings, hour(100))).isEqualTo(hour(160));
  }

  @Test
  void firstShareThatIsStillAheadNeedsNoSilence() {
    RingSettings later = TestFlights.settings(RingName.PREVIEW, TestFlights.allEnrolled(), 100, 48);

    assertThat(OPEN.ofStart(new FlightSettings(later, HaltRules.DEFAULT), START))
        .isEqualTo(hour(60));
  }

  @Test
  void freezeDefersWideningAndStart() {
    LocalDateTime from = LocalDateTime.ofInstant(hour(20), ZoneOffset.UTC);
    Calendar frozen =
        new Calendar(
            ZoneOffset.UTC,
            List.of(),
            List.of(new Freeze(from, from.plusHours(30), "a test", Set.of())));
    EarliestPass earliest = new EarliestPass(frozen);

    assertThat(earliest.start(RingName.PREVIEW, hour(24))).isEqualTo(hour(50));
    assertThat(earliest.of(flight(RAMP, false, TestFlights.standing("0.01")), START))
        .isEqualTo(hour(50 + 24 + 12));
  }

  /** What is promised as the earliest must never be missed by a gate that passes before. */
  @Test
  void noGatePassesBefore() {
    Flight flight = flight(RAMP, false, TestFlights.standing("0.01"));
    RingHealth all = new RingHealth(5, 5, 5, 0, 0, 0, new TreeMap<>());
    Instant promised = OPEN.of(flight, START);
    RingRelease standing = flight.standing();
    Optional<Instant> passed = Optional.empty();
    for (int hour = 0; passed.isEmpty(); hour++) {
      GateDecision decision =
          new PromotionGate().decide(flight(RAMP, false, standing), all, hour(hour));
      if (decision instanceof GateDecision.Widen widen) {
        standing = standing.widen(widen.share(), hour(hour));
      } else if (decision instanceof GateDecision.Pass) {
        passed = Optional.of(hour(hour));
      }
    }
    assertThat(passed).contains(promised);
  }
}
