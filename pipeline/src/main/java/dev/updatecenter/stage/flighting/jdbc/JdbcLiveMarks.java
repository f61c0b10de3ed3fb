package dev.updatecenter.stage.flighting.jdbc;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.flighting.LiveMark;
import dev.updatecenter.stage.flighting.LiveMarks;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** Marks in the table of {@code V12__gates.sql}. */
public final class JdbcLiveMarks implements LiveMarks {
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  /** Marks in a migrated database. */
  public JdbcLiveMarks(JdbcClient jdbc, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  @Override
  public Optional<LiveMark> find(ProductName product) {
    return jdbc.sql("SELECT * FROM live_marks WHERE product = ?")
        .params(product.value())
        .query(
            (row, n) ->
                new LiveMark(
                    ContentDigest.ofHex(row.getString("wanted")),
                    ContentDigest.ofHex(row.getString("timestamp_sha256")),
                    row.getObject("due", OffsetDateTime.class).toInstant()))
        .optional();
  }

  @Override
  public void save(ProductName product, LiveMark mark) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("DELETE FROM live_marks WHERE product = ?").params(product.value()).update();
          jdbc.sql(
                  "INSERT INTO live_marks (product, wanted, timestamp_sha256, due)"
                      + " VALUES (?, ?, ?, ?)")
              .params(
                  product.value(),
                  mark.wanted().hex(),
                  mark.timestamp().hex(),
                  mark.due().atOffset(ZoneOffset.UTC))
              .update();
        });
  }
}
