package dev.updatecenter.stage.reporting.jdbc;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.FailureCode;
import dev.updatecenter.stage.reporting.FailureCount;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counts the failures among the rows of device_votes. */
final class FailureRows {
  /** The same devices that a ring's votes count. */
  private static final String FAILED =
      """
      FROM device_votes v JOIN enrolled_devices e
        ON e.product = v.product AND e.device = v.device AND e.ring = v.ring
      WHERE v.product = ? AND v.final_state = 'failed'
      """;

  private static final Comparator<FailureCount> ORDER =
      Comparator.comparingInt(FailureCount::devices)
          .reversed()
          .thenComparing(f -> f.code().map(FailureCode::toString).orElse(""));

  private static final Comparator<FailureCount.Place> PLACES =
      Comparator.comparingInt(FailureCount.Place::devices)
          .reversed()
          .thenComparing(FailureCount.Place::release, Comparator.reverseOrder())
          .thenComparing(FailureCount.Place::ring);

  private final JdbcClient jdbc;

  FailureRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<FailureCount> list(ProductName product) {
    Map<Optional<FailureCode>, List<FailureCount.Place>> places = places(product);
    return jdbc
        .sql(
            "SELECT v.final_code, COUNT(DISTINCT v.device) AS devices,"
                + " MIN(v.final_at) AS oldest, MAX(v.final_at) AS newest "
                + FAILED
                + " GROUP BY v.final_code")
        .params(product.value())
        .query((row, n) -> count(row, places))
        .list()
        .stream()
        .sorted(ORDER)
        .toList();
  }

  private Map<Optional<FailureCode>, List<FailureCount.Place>> places(ProductName product) {
    Map<Optional<FailureCode>, List<FailureCount.Place>> places = new HashMap<>();
    jdbc.sql(
            "SELECT v.final_code, v.ring, v.version, COUNT(*) AS devices,"
                + " MIN(v.final_at) AS oldest "
                + FAILED
                + " GROUP BY v.final_code, v.ring, v.version")
        .params(product.value())
        .query(
            row -> {
              places.computeIfAbsent(code(row), c -> new ArrayList<>()).add(place(row));
            });
    return places;
  }

  private static FailureCount count(
      ResultSet row, Map<Optional<FailureCode>, List<FailureCount.Place>> places)
      throws SQLException {
    Optional<FailureCode> code = code(row);
    return new FailureCount(
        code,
        row.getInt("devices"),
        DeviceRows.instant(row, "oldest").orElseThrow(),
        DeviceRows.instant(row, "newest").orElseThrow(),
        places.getOrDefault(code, List.of()).stream().sorted(PLACES).toList());
  }

  private static FailureCount.Place place(ResultSet row) throws SQLException {
    return new FailureCount.Place(
        new RingName(row.getString("ring")),
        PackageVersion.parse(row.getString("version")),
        row.getInt("devices"),
        DeviceRows.instant(row, "oldest").orElseThrow());
  }

  private static Optional<FailureCode> code(ResultSet row) throws SQLException {
    return Optional.ofNullable(row.getString("final_code")).map(FailureCode::parse);
  }
}
