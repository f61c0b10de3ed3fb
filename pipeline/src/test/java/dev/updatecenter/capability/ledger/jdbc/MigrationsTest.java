package dev.updatecenter.capability.ledger.jdbc;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.Test;

class MigrationsTest {
  @Test
  void migrateAnEmptyDatabaseOnce() {
    Flyway flyway =
        Flyway.configure()
            .dataSource("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "")
            .target("2")
            .load();
    MigrateResult first = flyway.migrate();
    assertThat(first.success).isTrue();
    assertThat(first.migrationsExecuted).isEqualTo(2);
    assertThat(flyway.migrate().migrationsExecuted).isZero();
    assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
  }

  /** A newer Spring Batch may bring other tables: then a migration is due. */
  @Test
  void holdTheTablesOfTheSpringBatchThatIsUsed() throws IOException {
    String ours = statements(resource("/db/migration/V1__spring_batch.sql"));
    String theirs = resource("/org/springframework/batch/core/schema-h2.sql");
    assertThat(ours).isEqualTo(statements(theirs.replace("LONGVARCHAR", "TEXT")));
  }

  private static String statements(String sql) {
    return sql.replaceAll("(?m)^--.*$", "").replaceAll("\\s+", " ").strip();
  }

  private static String resource(String path) throws IOException {
    try (InputStream in = Objects.requireNonNull(MigrationsTest.class.getResourceAsStream(path))) {
      return new String(in.readAllBytes(), UTF_8);
    }
  }
}
