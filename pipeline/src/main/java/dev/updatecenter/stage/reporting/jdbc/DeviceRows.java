package dev.updatecenter.stage.reporting.jdbc;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.FailureCode;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.reporting.DeviceVote;
import dev.updatecenter.stage.reporting.InstallOutcome;
import dev.updatecenter.stage.reporting.LastState;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What is known of single devices: rows of enrolled_devices and device_votes. */
final class DeviceRows {
  private static final Comparator<DeviceVote> ORDER =
      Comparator.comparing(DeviceVote::release).thenComparing(DeviceVote::ring);

  private final JdbcClient jdbc;

  DeviceRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Optional<LastState> lastState(ProductName product, DeviceId device) {
    return jdbc.sql(
            "SELECT os, ocp, installed_release, state_at FROM enrolled_devices"
                + " WHERE product = ? AND device = ?")
        .params(product.value(), device.toString())
        .query(
            (row, n) ->
                new LastState(
                    version(row, "os"),
                    version(row, "ocp"),
                    version(row, "installed_release"),
                    instant(row, "state_at")))
        .optional();
  }

  /** A device has a row a release; all rings are asked, for it may have been moved. */
  List<DeviceVote> votes(ProductName product, DeviceId device) {
    return jdbc
        .sql("SELECT * FROM device_votes WHERE product = ? AND device = ?")
        .params(product.value(), device.toString())
        .query((row, n) -> vote(row))
        .list()
        .stream()
        .sorted(ORDER)
        .toList();
  }

  private static DeviceVote vote(ResultSet row) throws SQLException {
    return new DeviceVote(
        new RingName(row.getString("ring")),
        PackageVersion.parse(row.getString("version")),
        Optional.ofNullable(row.getString("final_state")).map(InstallOutcome::parse),
        Optional.ofNullable(row.getString("final_code")).map(FailureCode::parse),
        instant(row, "final_at"),
        instant(row, "installing_at"));
  }

  private static Optional<PackageVersion> version(ResultSet row, String column)
      throws SQLException {
    return Optional.ofNullable(row.getString(column)).map(PackageVersion::parse);
  }

  static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }
}
