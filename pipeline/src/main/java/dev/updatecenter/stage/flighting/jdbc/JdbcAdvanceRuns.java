package dev.updatecenter.stage.flighting.jdbc;

import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.flighting.AdvanceRun;
import dev.updatecenter.stage.flighting.AdvanceRuns;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Runs of {@code advance} in the table of {@code V12__gates.sql}. */
public final class JdbcAdvanceRuns implements AdvanceRuns {
  /** A scheduler runs every few minutes: what is older is of no use to anybody who waits. */
  private static final Duration KEPT = Duration.ofDays(30);

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  /** Runs in a migrated database. */
  public JdbcAdvanceRuns(JdbcClient jdbc, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  @Override
  public void record(AdvanceRun run) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("DELETE FROM advance_runs WHERE product = ? AND ended_at < ?")
              .params(run.product().value(), at(run.endedAt().minus(KEPT)))
              .update();
          jdbc.sql(
                  "INSERT INTO advance_runs (product, started_at, ended_at, exit_code)"
                      + " VALUES (?, ?, ?, ?)")
              .params(run.product().value(), at(run.startedAt()), at(run.endedAt()), run.exit())
              .update();
        });
  }

  @Override
  public Optional<AdvanceRun> last(ProductName product) {
    return jdbc.sql(
            "SELECT * FROM advance_runs WHERE product = ?"
                + " ORDER BY ended_at DESC, run DESC FETCH FIRST ROW ONLY")
        .params(product.value())
        .query((row, n) -> run(product, row))
        .optional();
  }

  private static AdvanceRun run(ProductName product, ResultSet row) throws SQLException {
    return new AdvanceRun(
        product,
        row.getObject("started_at", OffsetDateTime.class).toInstant(),
        row.getObject("ended_at", OffsetDateTime.class).toInstant(),
        row.getInt("exit_code"));
  }

  private static OffsetDateTime at(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
