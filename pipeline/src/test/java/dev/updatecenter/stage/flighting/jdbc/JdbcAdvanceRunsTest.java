package dev.updatecenter.stage.flighting.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.flighting.AdvanceRun;
import dev.updatecenter.testing.TestDatabase;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JdbcAdvanceRunsTest {
  private static final ProductName PRODUCT = new ProductName("ContosoKiosk");
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

  private final TestDatabase database = TestDatabase.open();
  private final JdbcAdvanceRuns runs =
      new JdbcAdvanceRuns(database.jdbc(), database.transactions());

  @AfterEach
  void closeDatabase() {
    database.close();
  }

  private static AdvanceRun run(ProductName product, Instant end, int exit) {
    return new AdvanceRun(product, end.minusSeconds(9), end, exit);
  }

  @Test
  void remembersTheRunOfAProductThatEndedLast() {
    runs.record(run(PRODUCT, NOON, 7));
    runs.record(run(PRODUCT, NOON.minusSeconds(60), 0));
    runs.record(run(new ProductName("Other"), NOON.plusSeconds(60), 0));

    assertThat(runs.last(PRODUCT)).contains(run(PRODUCT, NOON, 7));
    assertThat(runs.last(new ProductName("Never"))).isEmpty();
  }

  @Test
  void forgetsRunsOfLastMonthButNotTheLastOne() {
    runs.record(run(PRODUCT, NOON, 0));
    runs.record(run(PRODUCT, NOON, 0));
    runs.record(run(PRODUCT, NOON.plus(Duration.ofDays(31)), 6));

    assertThat(runs.last(PRODUCT)).map(AdvanceRun::exit).contains(6);
    assertThat(
            database.jdbc().sql("SELECT COUNT(*) FROM advance_runs").query(Integer.class).single())
        .isEqualTo(1);
  }
}
