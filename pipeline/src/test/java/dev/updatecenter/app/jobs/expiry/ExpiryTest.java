package dev.updatecenter.app.jobs.expiry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.jobs.expiry.Expiry.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpiryTest {
  private static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

  /** Days left; whether it is told; whether --fail-within 60d fails. */
  @ParameterizedTest
  @CsvSource({
    "RELEASE_CERTIFICATE, 61, OK, false",
    "RELEASE_CERTIFICATE, 60, SOON, true",
    "RELEASE_CERTIFICATE, 0, EXPIRED, true",
    "RELEASE_CERTIFICATE, -1, EXPIRED, true",
    "METADATA, 61, OK, false",
    "METADATA, 60, SOON, true",
    "METADATA_TIMESTAMP, 3, OK, false",
    "METADATA_TIMESTAMP, 1, SOON, true",
    "METADATA_TIMESTAMP, -1, EXPIRED, true",
    "RENEWED_METADATA, 7, OK, false",
    "RENEWED_METADATA, 2, SOON, true",
    "TIMESTAMP_AUTHORITY, 1, SOON, false",
    "TIMESTAMP_AUTHORITY, -1, EXPIRED, false",
    "REVOCATION_LIST, 7, OK, false",
    "REVOCATION_LIST, 2, SOON, true",
    "FETCHED_REVOCATION_LIST, 1, OK, false",
    "FETCHED_REVOCATION_LIST, -1, EXPIRED, true",
    "PACKAGES, 60, SOON, true"
  })
  void isToldAndAlarmsInItsTime(ExpiryKind kind, int days, State state, boolean alarms) {
    Expiry expiry = Expiry.of(kind, "TEST", NOW.plus(Duration.ofDays(days)), "c", "a");

    assertThat(expiry.state(NOW)).isEqualTo(state);
    assertThat(expiry.alarms(NOW, Duration.ofDays(60))).isEqualTo(alarms);
  }

  @Test
  void aShorterTimeThanAskedForIsNoAlarm() {
    Instant soon = NOW.plus(Duration.ofHours(13));

    assertThat(
            Expiry.of(ExpiryKind.METADATA_TIMESTAMP, "TEST", soon, "c", "a")
                .alarms(NOW, Duration.ofHours(12)))
        .isFalse();
  }

  @Test
  void whatNobodyKnowsComesFirstAndWhatStaysLast() {
    Expiry ends = Expiry.of(ExpiryKind.METADATA, "ends", NOW, "c", "a");
    Expiry unread = Expiry.unread(ExpiryKind.PACKAGES, Optional.empty(), "unread", "why", "advice");
    Expiry stays =
        new Expiry(
            ExpiryKind.PACKAGES,
            Optional.empty(),
            "stays",
            Optional.empty(),
            Optional.empty(),
            "c",
            "a",
            List.of());

    assertThat(Stream.of(stays, ends, unread).sorted(Expiry.ORDER))
        .extracting(Expiry::subject)
        .containsExactly("unread", "ends", "stays");
    assertThat(List.of(stays.state(NOW), unread.state(NOW)))
        .containsExactly(State.STAYS, State.UNKNOWN);
  }
}
