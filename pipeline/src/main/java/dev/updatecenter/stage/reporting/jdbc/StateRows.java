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
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What enrolled devices run: columns of enrolled_devices, counted in running_states. */
final class StateRows {
  private static final String DEVICE = " WHERE product = :product AND device = :device";

  /** Those who voted are asked for by the primary key: the states that matter are of few. */
  private static final String UNHEARD =
      """
      SELECT device FROM enrolled_devices e
      WHERE product = :product AND ring = :ring AND os %s AND ocp %s AND installed_release %s
        AND NOT EXISTS (SELECT 1 FROM device_votes v
          WHERE v.product = :product AND v.ring = :ring AND v.version = :version
            AND v.device = e.device)
      """;

  private final JdbcClient jdbc;
  private final Counter counter;

  StateRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
    this.counter =
        new Counter(
            jdbc, "running_states", List.of("product", "ring", "os", "ocp", "installed_release"));
  }

  /** The latest report counts, in whatever order they come in. */
  void take(DeviceReport report, Instant at) {
    Optional<List<String>> before = key(report.product(), report.device());
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
    before.ifPresent(
        from -> counter.move(from, key(report.product(), report.device()).orElseThrow()));
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

  /** A device leaves its ring, as far as counters go. */
  void leave(ProductName product, DeviceId device) {
    key(product, device).ifPresent(counter::down);
  }

  /** A device joins its ring. */
  void join(ProductName product, DeviceId device) {
    key(product, device).ifPresent(counter::up);
  }

  private Optional<List<String>> key(ProductName product, DeviceId device) {
    return jdbc.sql("SELECT * FROM enrolled_devices" + DEVICE)
        .param("product", product.value())
        .param("device", device.toString())
        .query(
            (row, n) ->
                List.of(
                    product.value(),
                    row.getString("ring"),
                    VoteRows.orNothing(row.getString("os")),
                    VoteRows.orNothing(row.getString("ocp")),
                    VoteRows.orNothing(row.getString("installed_release"))))
        .optional();
  }

  List<RunningState> list(ProductName product, RingName ring) {
    return jdbc.sql(
            """
            SELECT os, ocp, installed_release, devices FROM running_states
            WHERE product = ? AND ring = ? AND devices > 0 ORDER BY os, ocp, installed_release
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

  void unheard(
      ProductName product,
      RingName ring,
      PackageVersion version,
      RunningState state,
      Consumer<DeviceId> each) {
    String sql =
        UNHEARD.formatted(
            equal(":os", state.os()),
            equal(":ocp", state.ocp()),
            equal(":release", state.release()));
    jdbc.sql(sql)
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

  /** IS NULL finds its place in an index, IS NOT DISTINCT FROM does not everywhere. */
  private static String equal(String parameter, Optional<PackageVersion> version) {
    return version.isPresent() ? "= " + parameter : "IS NULL";
  }

  private static @Nullable String text(Optional<PackageVersion> version) {
    return version.map(PackageVersion::toString).orElse(null);
  }

  private static Optional<PackageVersion> version(ResultSet row, String column)
      throws SQLException {
    return Optional.ofNullable(row.getString(column))
        .filter(text -> !text.isEmpty())
        .map(PackageVersion::parse);
  }

  private JdbcClient.StatementSpec bind(String sql, DeviceReport report) {
    return jdbc.sql(sql)
        .param("product", report.product().value())
        .param("device", report.device().toString());
  }
}
