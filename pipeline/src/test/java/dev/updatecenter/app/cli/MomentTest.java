package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;

class MomentTest {
  @Test
  void peopleReadSecondsWhateverTheClockCounts() {
    Instant exact = Instant.parse("2026-11-20T08:00:00.345123642Z");

    assertThat(Moment.of(exact)).isEqualTo("2026-11-20T08:00:00Z");
    assertThat(Moment.of(exact.toString())).isEqualTo("2026-11-20T08:00:00Z");
  }
}
