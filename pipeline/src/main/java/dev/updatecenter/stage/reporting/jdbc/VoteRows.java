package dev.updatecenter.stage.reporting.jdbc;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.FailureCode;
import dev.updatecenter.stage.reporting.DeviceReport;
import dev.updatecenter.stage.reporting.RingVotes;
import java.time.Instant;
import java.time.ZoneOffset;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of device_votes: one a device and release, brought up to date by each report. */
final class VoteRows {
  private static final String KEY =
      " WHERE product = :product AND ring = :ring AND version = :version AND device = :device";

  /** Only devices that are enrolled in the ring now. */
  private static final String SUM =
      """
      SELECT v.final_state, v.final_code, COUNT(*) AS devices,
        SUM(CASE WHEN v.installing_at <= :silent THEN 1 ELSE 0 END) AS silent
      FROM device_votes v JOIN enrolled_devices e
        ON e.product = v.product AND e.device = v.device AND e.ring = v.ring
      WHERE v.product = :product AND v.ring = :ring AND v.version = :version
      GROUP BY v.final_state, v.final_code
      """;

  private final JdbcClient jdbc;

  VoteRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void count(DeviceReport report, Instant at) {
    bind(
            "INSERT INTO device_votes (product, ring, version, device)"
                + " SELECT :product, :ring, :version, :device"
                + " WHERE NOT EXISTS (SELECT 1 FROM device_votes"
                + KEY
                + ")",
            report)
        .update();
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

  RingVotes sum(ProductName product, RingName ring, PackageVersion version, Instant silentSince) {
    VoteTally tally = new VoteTally();
    jdbc.sql(SUM)
        .param("product", product.value())
        .param("ring", ring.value())
        .param("version", version.toString())
        .param("silent", silentSince.atOffset(ZoneOffset.UTC))
        .query(tally);
    return tally.votes();
  }

  private JdbcClient.StatementSpec bind(String sql, DeviceReport report) {
    return jdbc.sql(sql)
        .param("product", report.product().value())
        .param("ring", report.ring().value())
        .param("version", report.release().toString())
        .param("device", report.device().toString());
  }
}
