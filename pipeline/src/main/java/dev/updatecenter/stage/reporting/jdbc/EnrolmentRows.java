package dev.updatecenter.stage.reporting.jdbc;

import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.reporting.EnrolledDevice;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of enrolled_devices. */
final class EnrolmentRows {
  private final JdbcClient jdbc;

  EnrolmentRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  void move(EnrolledDevice device) {
    jdbc.sql("UPDATE enrolled_devices SET ring = ? WHERE product = ? AND device = ?")
        .params(device.ring().value(), device.product().value(), device.device().toString())
        .update();
  }

  void insert(EnrolledDevice device) {
    jdbc.sql(
            "INSERT INTO enrolled_devices (product, device, ring, enrolled_at)"
                + " VALUES (?, ?, ?, ?)")
        .params(
            device.product().value(),
            device.device().toString(),
            device.ring().value(),
            device.enrolledAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  Optional<EnrolledDevice> find(ProductName product, DeviceId device) {
    return jdbc.sql("SELECT * FROM enrolled_devices WHERE product = ? AND device = ?")
        .params(product.value(), device.toString())
        .query((row, n) -> device(row))
        .optional();
  }

  List<EnrolledDevice> list(ProductName product) {
    return jdbc.sql("SELECT * FROM enrolled_devices WHERE product = ? ORDER BY ring, device")
        .params(product.value())
        .query((row, n) -> device(row))
        .list();
  }

  /** The ids are lower-case hex, so all that begin with some digits lie before those and a 'g'. */
  List<EnrolledDevice> startingWith(ProductName product, String hex, int most) {
    return jdbc.sql(
            "SELECT * FROM enrolled_devices WHERE product = ? AND device >= ? AND device < ?"
                + " ORDER BY device FETCH FIRST "
                + most
                + " ROWS ONLY")
        .params(product.value(), hex, hex + "g")
        .query((row, n) -> device(row))
        .list();
  }

  void ids(ProductName product, RingName ring, Consumer<DeviceId> each) {
    jdbc.sql("SELECT device FROM enrolled_devices WHERE product = ? AND ring = ?")
        .params(product.value(), ring.value())
        .query(
            row -> {
              each.accept(DeviceId.parse(row.getString("device")));
            });
  }

  int count(ProductName product) {
    return jdbc.sql("SELECT COUNT(*) FROM enrolled_devices WHERE product = ?")
        .param(product.value())
        .query(Integer.class)
        .single();
  }

  private static EnrolledDevice device(ResultSet row) throws SQLException {
    return new EnrolledDevice(
        new ProductName(row.getString("product")),
        DeviceId.parse(row.getString("device")),
        new RingName(row.getString("ring")),
        row.getObject("enrolled_at", OffsetDateTime.class).toInstant());
  }
}
