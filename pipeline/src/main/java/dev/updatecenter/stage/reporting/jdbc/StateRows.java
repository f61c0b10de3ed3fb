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
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What enrolled devices run: columns of enrolled_devices. */
final class StateRows {
  private static final String DEVICE = " WHERE product = :product AND device = :device";

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

  void each(ProductName product, RingName ring, BiConsumer<RunningState, DeviceId> each) {
    // Devices are many and states few: a state is read once.
    Map<List<@Nullable String>, RunningState> known = new HashMap<>();
    jdbc.sql(
            "SELECT device, os, ocp, installed_release FROM enrolled_devices"
                + " WHERE product = ? AND ring = ?")
        .params(product.value(), ring.value())
        .query(
            row -> {
              List<@Nullable String> columns =
                  Arrays.asList(row.getString(2), row.getString(3), row.getString(4));
              RunningState state = known.computeIfAbsent(columns, StateRows::one);
              each.accept(state, DeviceId.parse(row.getString(1)));
            });
  }

  private static RunningState one(List<@Nullable String> columns) {
    return new RunningState(
        Optional.ofNullable(columns.get(0)).map(PackageVersion::parse),
        Optional.ofNullable(columns.get(1)).map(PackageVersion::parse),
        Optional.ofNullable(columns.get(2)).map(PackageVersion::parse),
        1);
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
