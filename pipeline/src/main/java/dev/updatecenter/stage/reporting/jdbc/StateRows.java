package dev.updatecenter.stage.reporting.jdbc;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.RunningState;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.reporting.DeviceReport;
import dev.updatecenter.stage.reporting.InstallOutcome;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What enrolled devices run: columns of enrolled_devices. */
final class StateRows {
  private static final String DEVICE = " WHERE product = :product AND device = :device";

  /** A state that lacks a version equals only states that lack it too. */
  private static final String UNHEARD =
      """
      SELECT device FROM enrolled_devices e
      WHERE product = :product AND ring = :ring AND os IS NOT DISTINCT FROM :os
        AND ocp IS NOT DISTINCT FROM :ocp AND installed_release IS NOT DISTINCT FROM :release
        AND NOT EXISTS (SELECT 1 FROM device_votes v
          WHERE v.product = :product AND v.ring = :ring AND v.version = :version
            AND v.device = e.device)
      """;

  private final JdbcClient jdbc;

  StateRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** The latest report counts, in whatever order they come in. */
  void take(DeviceReport report, Instant at) {
    bind(
            "UPDATE enrolled_devices SET os = :os, ocp = :ocp, state_at = :at,"
                + " state_report = :report"
                + DEVICE
                + " AND (state_at IS NULL OR state_at < :at"
                + " OR (state_at = :at AND state_report < :report))",
            report)
        .param("os", report.os().toString())
        .param("ocp", report.ocp().toString())
        .param("at", at.atOffset(ZoneOffset.UTC))
        .param("report", report.id().toString())
        .update();
    if (report.state() == InstallOutcome.SUCCEEDED) {
      raise(report);
    }
  }

  private void raise(DeviceReport report) {
    Optional<PackageVersion> before =
        bind("SELECT installed_release FROM enrolled_devices" + DEVICE, report)
            .query((row, n) -> version(row, "installed_release"))
            .optional()
            .flatMap(found -> found);
    if (before.filter(b -> b.compareTo(report.release()) >= 0).isEmpty()) {
      bind("UPDATE enrolled_devices SET installed_release = :release" + DEVICE, report)
          .param("release", report.release().toString())
          .update();
    }
  }

  List<RunningState> list(ProductName product, RingName ring) {
    return jdbc.sql(
            """
            SELECT os, ocp, installed_release, COUNT(*) AS devices FROM enrolled_devices
            WHERE product = ? AND ring = ?
            GROUP BY os, ocp, installed_release ORDER BY os, ocp, installed_release
            """)
        .params(product.value(), ring.value())
        .query(
            (row, n) ->
                new RunningState(
                    version(row, "os"),
                    version(row, "ocp"),
                    version(row, "installed_release"),
                    row.getInt("devices")))
        .list();
  }

  void unheard(
      ProductName product,
      RingName ring,
      PackageVersion version,
      RunningState state,
      Consumer<DeviceId> each) {
    jdbc.sql(UNHEARD)
        .param("product", product.value())
        .param("ring", ring.value())
        .param("version", version.toString())
        .param("os", text(state.os()))
        .param("ocp", text(state.ocp()))
        .param("release", text(state.release()))
        .query(
            row -> {
              each.accept(DeviceId.parse(row.getString("device")));
            });
  }

  private static @Nullable String text(Optional<PackageVersion> version) {
    return version.map(PackageVersion::toString).orElse(null);
  }

  private static Optional<PackageVersion> version(ResultSet row, String column)
      throws SQLException {
    return Optional.ofNullable(row.getString(column)).map(PackageVersion::parse);
  }

  private JdbcClient.StatementSpec bind(String sql, DeviceReport report) {
    return jdbc.sql(sql)
        .param("product", report.product().value())
        .param("device", report.device().toString());
  }
}
