package dev.updatecenter.stage.reporting.jdbc;

import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A table of counters: its key, and {@code devices}. Changed in the transaction that changes what
 * is counted; a counter that falls to nought goes away.
 */
final class Counter {
  private final JdbcClient jdbc;
  private final String add;
  private final String insert;
  private final String clear;

  Counter(JdbcClient jdbc, String table, List<String> key) {
    this.jdbc = jdbc;
    String where =
        key.stream()
            .map(column -> column + " = ?")
            .collect(Collectors.joining(" AND ", " WHERE ", ""));
    this.add = "UPDATE " + table + " SET devices = devices + ?" + where;
    this.insert =
        "INSERT INTO %s (devices, %s) VALUES (?%s)"
            .formatted(table, String.join(", ", key), ", ?".repeat(key.size()));
    this.clear = "DELETE FROM " + table + where + " AND devices = 0";
  }

  /** One device more. */
  void up(List<String> key) {
    if (jdbc.sql(add).param(1).params(key.toArray()).update() == 0) {
      jdbc.sql(insert).param(1).params(key.toArray()).update();
    }
  }

  /** One device less. */
  void down(List<String> key) {
    jdbc.sql(add).param(-1).params(key.toArray()).update();
    jdbc.sql(clear).params(key.toArray()).update();
  }

  /** A device that moved from one key to another; the same key changes nothing. */
  void move(List<String> from, List<String> to) {
    if (!from.equals(to)) {
      down(from);
      up(to);
    }
  }
}
