package dev.updatecenter.stage.validation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.stage.validation.approval.ApprovalPurpose;
import dev.updatecenter.stage.validation.approval.ApprovalRequest;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A home in which people were asked before there were plans. */
class ApprovalMigrationTest {
  private static final String RELEASE = "a".repeat(64);
  private static final String FILE = "b".repeat(64);

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
  void whatWaitsForAReleaseIsAskedAnewAndWhatWaitsForAFileStays() {
    Flyway.configure().dataSource(pool).target("8").load().migrate();
    ask(RELEASE, "10.0.2.0");
    ask(FILE, "");

    Flyway.configure().dataSource(pool).load().migrate();

    JdbcApprovalLedger ledger =
        new JdbcApprovalLedger(
            jdbc, new TransactionTemplate(new JdbcTransactionManager(pool)), Clock.systemUTC());
    List<ApprovalRequest> asked = ledger.asked();
    assertThat(asked).hasSize(1);
    assertThat(asked.get(0).subject().digest().hex()).isEqualTo(FILE);
    assertThat(asked.get(0).subject().purpose()).isEqualTo(ApprovalPurpose.SIGNING);
    assertThat(asked.get(0).subject().ring()).isEmpty();
    assertThat(asked.get(0).named()).isEmpty();
  }

  private void ask(String digest, String version) {
    jdbc.sql(
            "insert into approval_request values ('signing', 'ContosoKiosk', ?, ?, 1, 4, 0,"
                + " '[\"contoso\"]', '[]', now())")
        .params(digest, version)
        .update();
  }
}
