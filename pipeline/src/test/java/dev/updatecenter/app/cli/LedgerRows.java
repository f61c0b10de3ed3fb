package dev.updatecenter.app.cli;

import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.capability.ledger.AuditRecord;
import dev.updatecenter.capability.ledger.jdbc.JdbcAuditLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.h2.jdbcx.JdbcConnectionPool;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the database of a home holds at a moment, read from a copy: what a killed process has not
 * written is not in it.
 *
 * @param rows table and columns of every row that a later run may only add to
 * @param audit the audit records of the sample's product
 */
record LedgerRows(Set<String> rows, List<AuditRecord> audit) {
  private static final List<String> TABLES =
      List.of(
          "audit_record",
          "device_models",
          "submission",
          "submitted_file",
          "validated_package",
          "signed_artifact",
          "signed_package",
          "uploaded_package",
          "published_release",
          "published_package",
          "plan_revision",
          "flights",
          "rollout_releases",
          "enrolled_devices");

  LedgerRows {
    rows = Set.copyOf(rows);
    audit = List.copyOf(audit);
  }

  static LedgerRows read(Path folder) throws IOException {
    Home home = new Home(folder);
    Path copy = Files.createTempDirectory("ledger-");
    Files.copy(home.database().resolveSibling("updatecenter.mv.db"), copy.resolve("rows.mv.db"));
    String password = Files.readString(home.database().resolveSibling("password"));
    JdbcConnectionPool pool =
        JdbcConnectionPool.create("jdbc:h2:file:" + copy.resolve("rows"), "updatecenter", password);
    try {
      JdbcClient jdbc = JdbcClient.create(pool);
      Set<String> rows = new TreeSet<>();
      for (String table : TABLES) {
        jdbc.sql("select * from " + table).query().listOfRows().stream()
            .map(row -> table + " " + row)
            .forEach(rows::add);
      }
      return new LedgerRows(
          rows, new JdbcAuditLog(pool, Clock.systemUTC(), "reader").records(SampleHome.PRODUCT));
    } finally {
      pool.dispose();
      Files.deleteIfExists(copy.resolve("rows.mv.db"));
      Files.deleteIfExists(copy.resolve("rows.trace.db"));
      Files.deleteIfExists(copy);
    }
  }
}
