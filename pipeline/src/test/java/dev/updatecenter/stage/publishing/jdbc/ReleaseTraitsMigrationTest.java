package dev.updatecenter.stage.publishing.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A home of before the traits: what validation had found of its releases is not forgotten. */
class ReleaseTraitsMigrationTest {
  private final JdbcConnectionPool pool =
      JdbcConnectionPool.create(
          "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1", "sa", "");
  private final JdbcClient jdbc = JdbcClient.create(pool);

  @AfterEach
  void close() {
    jdbc.sql("SHUTDOWN").update();
    pool.dispose();
  }

  @Test
  void releasesOfBeforeKeepWhatTheirValidationFound() {
    migrate("9");
    release("10.0.1.0", "[]");
    release("10.0.2.0", "[{\"code\":\"UC3209\",\"severity\":\"WARNING\"}]");
    release("10.0.3.0", "[{\"code\":\"UC3217\",\"waived\":true}]");

    migrate("14");

    assertThat(traits("10.0.1.0")).isEqualTo("TRUE FALSE");
    assertThat(traits("10.0.2.0")).isEqualTo("FALSE FALSE");
    assertThat(traits("10.0.3.0")).isEqualTo("TRUE TRUE");
  }

  private void migrate(String target) {
    Flyway.configure().dataSource(pool).target(target).load().migrate();
  }

  private void release(String version, String report) {
    String digest = "%064d".formatted(version.hashCode());
    jdbc.sql("insert into submission values (?, 'ContosoKiosk', ?, now())")
        .params(digest, version)
        .update();
    jdbc.sql("insert into validation_report values (?, true, ?, now())")
        .params(digest, report)
        .update();
    jdbc.sql("insert into published_release values ('ContosoKiosk', ?, ?, null, now())")
        .params(version, digest)
        .update();
  }

  private String traits(String version) {
    return jdbc.sql("select retail || ' ' || kernel_code from published_release where version = ?")
        .param(version)
        .query(String.class)
        .single();
  }
}
