package dev.updatecenter.stage.reporting.jdbc;

import static dev.updatecenter.kernel.core.RingName.EARLY_ADOPTER;
import static dev.updatecenter.kernel.core.RingName.PREVIEW;
import static dev.updatecenter.stage.reporting.TestDevice.NOON;
import static dev.updatecenter.stage.reporting.TestDevice.PRODUCT;
import static dev.updatecenter.stage.reporting.TestDevice.V2;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.RunningState;
import dev.updatecenter.stage.flighting.Share;
import dev.updatecenter.stage.flighting.TestFlights;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.offer.ShareBucket;
import dev.updatecenter.stage.reporting.DeviceReport;
import dev.updatecenter.stage.reporting.InstallOutcome;
import dev.updatecenter.stage.reporting.RingVotes;
import dev.updatecenter.stage.reporting.TestDevice;
import dev.updatecenter.testing.TestDatabase;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Counters say what counting anew would say, whatever was written and in whatever order. */
class CountersTest {
  private static final List<RingName> RINGS = List.of(PREVIEW, EARLY_ADOPTER);
  private static final String COUNTED =
      """
      SELECT product, ring, os, ocp, installed_release, devices, 's' FROM running_states
      UNION ALL
      SELECT product, ring, version, final_state, final_code, devices, 'v' FROM vote_counts
      UNION ALL
      SELECT product, ring, '', '', '', devices, 'm' FROM ring_members WHERE devices > 0
      """;
  private static final String COUNTED_ANEW =
      """
      SELECT product, ring, COALESCE(os, ''), COALESCE(ocp, ''), COALESCE(installed_release, ''),
        COUNT(*), 's'
      FROM enrolled_devices GROUP BY product, ring, os, ocp, installed_release
      UNION ALL
      SELECT v.product, v.ring, v.version, COALESCE(v.final_state, ''), COALESCE(v.final_code, ''),
        COUNT(*), 'v'
      FROM device_votes v JOIN enrolled_devices e
        ON e.product = v.product AND e.device = v.device AND e.ring = v.ring
      GROUP BY v.product, v.ring, v.version, v.final_state, v.final_code
      UNION ALL
      SELECT product, ring, '', '', '', COUNT(*), 'm' FROM enrolled_devices GROUP BY product, ring
      """;

  private static Set<String> rows(JdbcClient jdbc, String sql) {
    return new HashSet<>(
        jdbc.sql(sql)
            .query(
                (row, n) -> {
                  StringBuilder line = new StringBuilder();
                  for (int i = 1; i <= 7; i++) {
                    line.append(row.getString(i)).append('|');
                  }
                  return line.toString();
                })
            .list());
  }

  @Test
  void agreeWithCountingAnewAfterAnyWrites() {
    Random random = new Random(12);
    try (TestDatabase database = TestDatabase.open()) {
      JdbcReportLedger ledger = new JdbcReportLedger(database.jdbc(), database.transactions());
      List<TestDevice> devices = new ArrayList<>();
      for (int i = 0; i < 12; i++) {
        devices.add(TestDevice.create());
      }
      for (int i = 0; i < 250; i++) {
        TestDevice device = devices.get(random.nextInt(devices.size()));
        if (random.nextInt(3) == 0) {
          ledger.enrol(device.in(RINGS.get(random.nextInt(2))));
        } else {
          InstallOutcome outcome =
              List.copyOf(EnumSet.allOf(InstallOutcome.class)).get(random.nextInt(3));
          DeviceReport report = device.says(outcome, random.nextInt(200));
          ledger.accept(report, NOON.plusSeconds(7200));
          assertThat(ledger.accept(report, NOON)).isFalse();
        }
        if (i % 10 == 0) {
          agree(database.jdbc(), ledger);
        }
      }
      agree(database.jdbc(), ledger);
    }
  }

  private static void agree(JdbcClient jdbc, JdbcReportLedger ledger) {
    assertThat(rows(jdbc, COUNTED)).isEqualTo(rows(jdbc, COUNTED_ANEW));
    for (RingName ring : RINGS) {
      List<DeviceId> ids = ledger.enrolled(PRODUCT, ring);
      assertThat(ledger.enrolledCount(PRODUCT, ring)).isEqualTo(ids.size());
      assertThat(ledger.states(PRODUCT, ring).stream().mapToInt(RunningState::devices).sum())
          .isEqualTo(ids.size());
      Share half = Share.ofPercent(50);
      assertThat(ledger.inShare(PRODUCT, ring, TestFlights.SALT, half))
          .isEqualTo(ids.stream().filter(id -> inHalf(id, half)).count())
          .isEqualTo(ledger.inShare(PRODUCT, ring, TestFlights.SALT, half));
    }
    RingVotes votes = ledger.votes(PRODUCT, PREVIEW, V2, NOON.plusSeconds(3600));
    assertThat(votes.lost())
        .isEqualTo(
            jdbc.sql(
                    "SELECT COUNT(*) FROM device_votes v JOIN enrolled_devices e ON e.product ="
                        + " v.product AND e.device = v.device AND e.ring = v.ring WHERE v.ring = ?"
                        + " AND v.final_state IS NULL AND v.installing_at <= ?")
                .params(PREVIEW.value(), NOON.plusSeconds(3600).atOffset(ZoneOffset.UTC))
                .query(Integer.class)
                .single());
  }

  private static boolean inHalf(DeviceId id, Share half) {
    return ShareBucket.contains(TestFlights.SALT, id, half);
  }

  @Test
  void areFilledFromWhatAnOlderHomeHolds() {
    JdbcConnectionPool pool = JdbcConnectionPool.create("jdbc:h2:mem:older", "sa", "");
    JdbcClient jdbc = JdbcClient.create(pool);
    try {
      jdbc.sql("SET DB_CLOSE_DELAY -1").update();
      Flyway.configure().dataSource(pool).target("9").load().migrate();
      String then = Instant.parse("2026-11-20T12:00:00Z").toString();
      for (int i = 0; i < 9; i++) {
        jdbc.sql(
                "INSERT INTO enrolled_devices (product, device, ring, enrolled_at, os, ocp)"
                    + " VALUES ('P', ?, ?, '"
                    + then
                    + "', ?, ?)")
            .param("d" + i)
            .param("R" + i % 2)
            .param(i < 3 ? null : "10.0.1.0")
            .param(i < 3 ? null : "10.0.0.0")
            .update();
        jdbc.sql(
                "INSERT INTO device_votes (product, ring, version, device, final_state,"
                    + " final_code, installing_at) VALUES ('P', 'R0', '10.0.2.0', ?, ?, ?, '"
                    + then
                    + "')")
            .param("d" + i)
            .param(i < 6 ? "failed" : null)
            .param(i < 2 ? "0x80070070" : null)
            .update();
      }
      Flyway.configure().dataSource(pool).load().migrate();

      assertThat(rows(jdbc, COUNTED)).isEqualTo(rows(jdbc, COUNTED_ANEW)).hasSize(9);
      assertThat(
              jdbc.sql("SELECT COUNT(*) FROM device_votes WHERE enrolled")
                  .query(Integer.class)
                  .single())
          .isEqualTo(5);
    } finally {
      jdbc.sql("SHUTDOWN").update();
      pool.dispose();
    }
  }
}
