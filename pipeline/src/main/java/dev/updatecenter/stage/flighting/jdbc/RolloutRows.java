package dev.updatecenter.stage.flighting.jdbc;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.RingRelease;
import dev.updatecenter.stage.flighting.Rollout;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.flighting.Salt;
import dev.updatecenter.stage.flighting.Share;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rows of rollout_releases. */
final class RolloutRows {
  /**
   * Holds the contract at the row itself: neither share nor resumed falls, no salt changes, and
   * what is halted leaves that state only with a higher {@code resumed}.
   */
  private static final String UPDATE =
      """
      UPDATE rollout_releases
      SET state = :state, share = :share, reason = :reason, resumed = :resumed,
        widened_at = :widened
      WHERE product = :product AND ring = :ring AND version = :version
        AND salt = :salt AND share <= :share AND resumed <= :resumed
        AND (state <> 'halted' OR :state = 'halted' OR resumed < :resumed)
      """;

  private static final String INSERT =
      """
      INSERT INTO rollout_releases
        (product, ring, version, state, share, salt, reason, resumed, widened_at)
      SELECT :product, :ring, :version, :state, :share, :salt, :reason, :resumed, :widened
      WHERE NOT EXISTS (SELECT 1 FROM rollout_releases
        WHERE product = :product AND ring = :ring AND version = :version)
      """;

  private final JdbcClient jdbc;

  RolloutRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  Rollout read(ProductName product) {
    SortedMap<RingName, SortedMap<PackageVersion, RingRelease>> rings = new TreeMap<>();
    jdbc.sql("SELECT * FROM rollout_releases WHERE product = :product")
        .param("product", product.value())
        .query(
            row -> {
              rings
                  .computeIfAbsent(new RingName(row.getString("ring")), r -> new TreeMap<>())
                  .put(PackageVersion.parse(row.getString("version")), release(row));
            });
    return new Rollout(product, rings);
  }

  void save(Rollout rollout) {
    rollout
        .rings()
        .forEach(
            (ring, releases) ->
                releases.forEach((version, r) -> save(rollout.product(), ring, version, r)));
  }

  private void save(
      ProductName product, RingName ring, PackageVersion version, RingRelease release) {
    if (run(UPDATE, product, ring, version, release) == 0
        && run(INSERT, product, ring, version, release) == 0) {
      throw UpdateCenterException.error(
              "UC6012",
              ExitCode.CONFLICT,
              "the rollout of " + version + " in " + ring + " was changed by another process")
          .why("a share never falls, a salt never changes, a halt is not undone by the way")
          .fix("run the command again")
          .state("the rollout is unchanged")
          .build();
    }
  }

  private int run(
      String sql, ProductName product, RingName ring, PackageVersion version, RingRelease r) {
    return jdbc.sql(sql)
        .param("product", product.value())
        .param("ring", ring.value())
        .param("version", version.toString())
        .param("state", r.state().wireName())
        .param("share", r.share().fraction())
        .param("salt", r.salt().hex())
        .param("reason", r.reason())
        .param("resumed", r.resumed())
        .param("widened", r.widenedAt().atOffset(ZoneOffset.UTC))
        .update();
  }

  private static RingRelease release(ResultSet row) throws SQLException {
    return new RingRelease(
        RolloutState.parse(row.getString("state")),
        new Share(row.getBigDecimal("share")),
        new Salt(row.getString("salt")),
        row.getString("reason"),
        row.getInt("resumed"),
        row.getObject("widened_at", OffsetDateTime.class).toInstant());
  }
}
