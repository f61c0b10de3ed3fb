package dev.updatecenter.app.jobs.view;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.flighting.AdvanceRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AdvanceLagTest {
  private static final ProductName PRODUCT = new ProductName("ContosoKiosk");
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  @ParameterizedTest
  @CsvSource({
    "10, 0,",
    "60, 0,",
    "61, 0, UC6085",
    "61, 13, UC6085",
    "10, 6,",
    "10, 7,",
    "10, 9,",
    "10, 13, UC6086",
    "10, 1, UC6086",
  })
  void warnsOfRunsThatAreMissingOrFailed(int minutesAgo, int exit, String code) {
    Instant ended = NOON.minus(Duration.ofMinutes(minutesAgo));
    AdvanceRun last = new AdvanceRun(PRODUCT, ended.minusSeconds(1), ended, exit);

    assertThat(AdvanceLag.check(PRODUCT, Optional.of(last), NOON).map(Finding::code))
        .isEqualTo(Optional.ofNullable(code));
  }

  @Test
  void warnsWhereNoneEverRan() {
    assertThat(AdvanceLag.check(PRODUCT, Optional.empty(), NOON).map(Finding::code))
        .contains("UC6085");
  }
}
