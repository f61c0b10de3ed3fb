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

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.publishing.TestReleases;
import dev.updatecenter.stage.submission.RingSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverdueHoldTest {
  private static final RingHealth SILENT = new RingHealth(9, 9, 0, 0, 0, 0, new TreeMap<>());
  private static final RingSettings SOAK_12H = settings(PREVIEW, allEnrolled(), 100, 0);

  private static Flight at(String version, RingSettings settings, RingRelease standing) {
    return flight(TestReleases.ocp(version, settings), HaltRules.DEFAULT, false, standing);
  }

  private static Optional<Finding> alarm(Flight flight, List<Flight> others, Duration after) {
    Instant now = START.plus(after);
    return OverdueHold.check(flight, new PromotionGate().decide(flight, SILENT, now), others, now);
  }

  @ParameterizedTest
  @CsvSource({"PT24H, false", "PT24H1S, true"})
  void alarmsWhenAHoldIsOlderThanTwiceTheSoak(Duration after, boolean alarms) {
    Optional<Finding> alarm = alarm(at("10.0.2.0", SOAK_12H, standing("1")), List.of(), after);

    assertThat(alarm.isPresent()).isEqualTo(alarms);
    alarm.ifPresent(f -> assertThat(f.code()).isEqualTo("UC6070"));
  }

  @Test
  void waitsForTheClockWhateverTheAge() {
    RingSettings slow = settings(EARLY_ADOPTER, sample(1, 0.5, 0.9), 10, 0, 100, 72);
    Flight flight = at("10.0.2.0", slow, standing("0.1"));

    assertThat(alarm(flight, List.of(), Duration.ofHours(71))).isEmpty();
    assertThat(alarm(flight, List.of(), Duration.ofHours(73))).isPresent();
  }

  @Test
  void aGateWithoutASoakGivesDevicesTheTimeToFallSilent() {
    RingSettings.Gate none =
        new RingSettings.Gate(true, 1, 0, Duration.ZERO, Optional.empty(), Optional.empty());
    Flight flight = at("10.0.2.0", settings(PREVIEW, none, 100, 0), standing("1"));

    assertThat(alarm(flight, List.of(), Duration.ofHours(24))).isEmpty();
    assertThat(alarm(flight, List.of(), Duration.ofHours(25))).isPresent();
  }

  @Test
  void whatAPersonStoppedOrANewerReleaseTookOverIsNotOverdue() {
    Duration late = Duration.ofDays(9);
    Flight paused = at("10.0.2.0", SOAK_12H, standing("1").pause("fair"));
    Flight old = at("10.0.2.0", SOAK_12H, standing("1"));
    Flight newer = at("10.0.3.0", SOAK_12H, standing("1"));
    Flight halted = at("10.0.3.0", SOAK_12H, standing("1").halt("bricks"));

    assertThat(alarm(paused, List.of(), late)).isEmpty();
    assertThat(alarm(old, List.of(old, newer), late)).isEmpty();
    assertThat(alarm(old, List.of(old, halted), late)).isPresent();
  }
}
