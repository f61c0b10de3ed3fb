package dev.updatecenter.stage.reporting.jdbc;

import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** How many devices a ring has, and how many of them lie in a share: ring_members, share_counts. */
final class MemberRows {
  private static final String KEY = " WHERE product = ? AND ring = ?";

  private final JdbcClient jdbc;

  MemberRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /**
   * A ring at a moment.
   *
   * @param devices enrolled in it
   * @param revision changes with its members
   */
  record Members(int devices, long revision) {
    static final Members NONE = new Members(0, 0);
  }

  void change(ProductName product, RingName ring, int by) {
    int changed =
        jdbc.sql("UPDATE ring_members SET devices = devices + ?, revision = revision + 1" + KEY)
            .params(by, product.value(), ring.value())
            .update();
    if (changed == 0) {
      jdbc.sql("INSERT INTO ring_members (product, ring, devices, revision) VALUES (?, ?, ?, 1)")
          .params(product.value(), ring.value(), by)
          .update();
    }
  }

  Members of(ProductName product, RingName ring) {
    return jdbc.sql("SELECT devices, revision FROM ring_members" + KEY)
        .params(product.value(), ring.value())
        .query((row, n) -> new Members(row.getInt("devices"), row.getLong("revision")))
        .optional()
        .orElse(Members.NONE);
  }

  /** What was counted of a share, unless devices came or went since. */
  Optional<Integer> counted(ShareKey key, long revision) {
    return jdbc.sql(
            "SELECT devices FROM share_counts"
                + KEY
                + " AND salt = ? AND share = ? AND revision = ?")
        .params(key.product(), key.ring(), key.salt(), key.share(), revision)
        .query(Integer.class)
        .optional();
  }

  /** Two who counted at once have counted the same, or the next one counts again. */
  void count(ShareKey key, long revision, int devices) {
    jdbc.sql(
            "MERGE INTO share_counts USING (VALUES (1)) one(n)"
                + " ON product = ? AND ring = ? AND salt = ? AND share = ?"
                + " WHEN MATCHED THEN UPDATE SET revision = ?, devices = ?"
                + " WHEN NOT MATCHED THEN INSERT (product, ring, salt, share, revision, devices)"
                + " VALUES (?, ?, ?, ?, ?, ?)")
        .params(key.product(), key.ring(), key.salt(), key.share())
        .params(revision, devices)
        .params(key.product(), key.ring(), key.salt(), key.share())
        .params(revision, devices)
        .update();
  }
}
