package dev.updatecenter.stage.reporting.jdbc;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.FailureCode;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.reporting.DeviceReport;
import dev.updatecenter.stage.reporting.RingVotes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows of device_votes: one a device and release, brought up to date by each report. Those of
 * devices that are enrolled in the ring are counted in vote_counts.
 */
final class VoteRows {
  private static final String KEY =
      " WHERE product = :product AND ring = :ring AND version = :version AND device = :device";

  /** Answered by an index alone, with as many entries as there are silent devices. */
  private static final String LOST =
      """
      SELECT COUNT(*) FROM device_votes
      WHERE product = :product AND ring = :ring AND version = :version AND enrolled = TRUE
        AND final_state IS NULL AND installing_at <= :silent
      """;

  private final JdbcClient jdbc;
  private final Counter counter;

  VoteRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.counter =
        new Counter(
            jdbc,
            "vote_counts",
            List.of("product", "ring", "version", "final_state", "final_code"));
  }

  /** Counts a report; {@code enrolled} says whether its device is of the ring now. */
  void count(DeviceReport report, Instant at, boolean enrolled) {
    Optional<List<String>> before = key(report);
    if (before.isEmpty()) {
      bind(
              "INSERT INTO device_votes (product, ring, version, device, enrolled)"
                  + " VALUES (:product, :ring, :version, :device, :enrolled)",
              report)
          .param("enrolled", enrolled)
          .update();
    }
    if (report.state().isFinal()) {
      countFinal(report, at);
    } else {
      // The first time counts: a device that restarts for ever must not stay "installing".
      bind(
              "UPDATE device_votes SET installing_at = :at"
                  + KEY
                  + " AND (installing_at IS NULL OR installing_at > :at)",
              report)
          .param("at", at.atOffset(ZoneOffset.UTC))
          .update();
    }
    if (enrolled) {
      List<String> after = key(report).orElseThrow();
      before.ifPresentOrElse(from -> counter.move(from, after), () -> counter.up(after));
    }
  }

  private void countFinal(DeviceReport report, Instant at) {
    bind(
            "UPDATE device_votes SET final_state = :state, final_code = :code, final_at = :at,"
                + " final_report = :report"
                + KEY
                + " AND (final_at IS NULL OR final_at < :at"
                + " OR (final_at = :at AND final_report < :report))",
            report)
        .param("state", report.state().wireName())
        .param("code", report.code().map(FailureCode::toString).orElse(null))
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("report", report.id().toString())
        .update();
  }

  /** The votes that a device gave in a ring count no more: it leaves the ring. */
  void leave(ProductName product, RingName ring, DeviceId device) {
    keys(product, ring, device).forEach(counter::down);
    mark(product, ring, device, false);
  }

  /**
   * The votes that a device gave in a ring count: it comes to it, perhaps not for the first time.
   */
  void join(ProductName product, RingName ring, DeviceId device) {
    keys(product, ring, device).forEach(counter::up);
    mark(product, ring, device, true);
  }

  private void mark(ProductName product, RingName ring, DeviceId device, boolean enrolled) {
    jdbc.sql("UPDATE device_votes SET enrolled = ? WHERE product = ? AND device = ? AND ring = ?")
        .params(enrolled, product.value(), device.toString(), ring.value())
        .update();
  }

  private List<List<String>> keys(ProductName product, RingName ring, DeviceId device) {
    return jdbc.sql("SELECT * FROM device_votes WHERE product = ? AND device = ? AND ring = ?")
        .params(product.value(), device.toString(), ring.value())
        .query((row, n) -> key(row))
        .list();
  }

  private Optional<List<String>> key(DeviceReport report) {
    return bind("SELECT * FROM device_votes" + KEY, report).query((row, n) -> key(row)).optional();
  }

  private static List<String> key(ResultSet row) throws SQLException {
    return List.of(
        row.getString("product"),
        row.getString("ring"),
        row.getString("version"),
        orNothing(row.getString("final_state")),
        orNothing(row.getString("final_code")));
  }

  static String orNothing(@Nullable String text) {
    return text == null ? "" : text;
  }

  RingVotes sum(ProductName product, RingName ring, PackageVersion version, Instant silentSince) {
    VoteTally tally = new VoteTally();
    jdbc.sql(
            "SELECT final_state, final_code, devices FROM vote_counts"
                + " WHERE product = ? AND ring = ? AND version = ?")
        .params(product.value(), ring.value(), version.toString())
        .query(tally);
    return tally.votes(tally.unfinished() == 0 ? 0 : lost(product, ring, version, silentSince));
  }

  private int lost(
      ProductName product, RingName ring, PackageVersion version, Instant silentSince) {
    return jdbc.sql(LOST)
        .param("product", product.value())
        .param("ring", ring.value())
        .param("version", version.toString())
        .param("silent", silentSince.atOffset(ZoneOffset.UTC))
        .query(Integer.class)
        .single();
  }

  private JdbcClient.StatementSpec bind(String sql, DeviceReport report) {
    return jdbc.sql(sql)
        .param("product", report.product().value())
        .param("ring", report.ring().value())
        .param("version", report.release().toString())
        .param("device", report.device().toString());
  }
}
