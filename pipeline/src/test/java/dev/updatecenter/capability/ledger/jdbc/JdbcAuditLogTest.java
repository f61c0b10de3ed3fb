package dev.updatecenter.capability.ledger.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.capability.ledger.AuditChain;
import dev.updatecenter.capability.ledger.AuditEvent;
import dev.updatecenter.capability.ledger.AuditRecord;
import dev.updatecenter.kernel.core.AuditLog.Outcome;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.flywaydb.core.Flyway;
import org.h2.jdbcx.JdbcConnectionPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

class JdbcAuditLogTest {
  private static final ProductName KIOSK = new ProductName("ContosoKiosk");
  private static final ProductName OTHER = new ProductName("Other");
  private static final Clock NOON =
      Clock.fixed(Instant.parse("2026-11-21T12:00:00.123456789Z"), ZoneOffset.UTC);

  @SuppressWarnings("NullAway.Init") // set before each test
  private JdbcConnectionPool database;

  @BeforeEach
  void migrate() {
    String url = "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1";
    database = JdbcConnectionPool.create(url, "sa", "");
    Flyway.configure().dataSource(database).target("2").load().migrate();
  }

  @AfterEach
  void close() {
    JdbcClient.create(database).sql("SHUTDOWN").update();
    database.dispose();
  }

  @Test
  void readsBackTheSameRecords() {
    Map<String, String> facts =
        Map.of(
            "text",
            "quote \" slash \\ line\nnul\u0000 \u00e4 \ud83d\ude00 lone \ud800",
            "empty",
            "");
    long intent = log().intent("sign-package", KIOSK, facts);
    log().result(intent, KIOSK, Outcome.FAILED, Map.of("code", "UC4001"));
    List<AuditRecord> records = log().records(KIOSK);
    assertThat(AuditChain.verify(records)).isEmpty();
    assertThat(records).extracting(AuditRecord::number).containsExactly(1L, 2L);
    assertThat(records)
        .extracting(AuditRecord::event)
        .containsExactly(
            new AuditEvent.Intent("sign-package"),
            new AuditEvent.Result("sign-package", 1, Outcome.FAILED));
    assertThat(records.get(0).at()).isEqualTo("2026-11-21T12:00:00.123Z");
    assertThat(records.get(0).osUser()).isEqualTo("builder");
    assertThat(log().head(KIOSK)).contains(records.get(1));
  }

  @Test
  void keepsAChainAProduct() {
    assertThat(log().intent("publish", KIOSK, Map.of())).isEqualTo(1);
    assertThat(log().intent("publish", OTHER, Map.of())).isEqualTo(1);
    assertThat(log().intent("publish", KIOSK, Map.of())).isEqualTo(2);
    assertThat(log().records(new ProductName("None"))).isEmpty();
    assertThat(log().head(new ProductName("None"))).isEmpty();
  }

  @Test
  void anIntentOutlivesTheRollbackOfTheCallersTransaction() {
    JdbcAuditLog log = log();
    TransactionTemplate chunk = new TransactionTemplate(new JdbcTransactionManager(database));
    long intent =
        Objects.requireNonNull(
            chunk.execute(
                status -> {
                  long number = log.intent("sign-package", KIOSK, Map.of());
                  // Another connection sees it before the caller's transaction ends.
                  assertThat(CompletableFuture.supplyAsync(() -> log.records(KIOSK)).join())
                      .hasSize(1);
                  status.setRollbackOnly();
                  return number;
                }));
    log.result(intent, KIOSK, Outcome.DONE, Map.of());
    assertThat(log.records(KIOSK)).hasSize(2);
  }

  @Test
  void acceptsOneResultAnIntent() {
    long intent = log().intent("publish", KIOSK, Map.of());
    log().result(intent, KIOSK, Outcome.DONE, Map.of());
    for (long wrong : new long[] {intent, intent + 1, 77}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> log().result(wrong, KIOSK, Outcome.DONE, Map.of()));
    }
    assertThatIllegalArgumentException()
        .isThrownBy(() -> log().result(intent, OTHER, Outcome.DONE, Map.of()));
    assertThat(log().records(KIOSK)).hasSize(2);
  }

  @Test
  void chainsWhatManyThreadsAndInstancesWrite() throws Exception {
    JdbcAuditLog shared = log();
    CompletableFuture<?>[] runs =
        IntStream.range(0, 6)
            .mapToObj(i -> i % 2 == 0 ? shared : log())
            .map(log -> CompletableFuture.runAsync(() -> recordOften(log, 20)))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(runs).get(2, TimeUnit.MINUTES);
    assertThat(shared.records(KIOSK)).hasSize(6 * 20 * 2);
    assertThat(AuditChain.verify(shared.records(KIOSK))).isEmpty();
  }

  @Test
  void eightThreadsOfOneLogKeepOneGaplessChain() throws Exception {
    JdbcAuditLog shared = log();
    CompletableFuture<?>[] runs =
        IntStream.range(0, 8)
            .mapToObj(i -> CompletableFuture.runAsync(() -> recordOften(shared, 250)))
            .toArray(CompletableFuture<?>[]::new);
    CompletableFuture.allOf(runs).get(2, TimeUnit.MINUTES);
    assertThat(shared.records(KIOSK)).hasSize(8 * 500);
    assertThat(AuditChain.verify(shared.records(KIOSK))).isEmpty();
  }

  @Test
  void whatComesDuringAFlushSharesTheNextOne() throws Exception {
    AtomicInteger flushes = new AtomicInteger();
    CountDownLatch flushing = new CountDownLatch(1);
    List<Thread> others = new ArrayList<>();
    Runnable flush =
        () -> {
          flushing.countDown();
          boolean first = flushes.incrementAndGet() == 1;
          while (first && !others.stream().allMatch(t -> t.getState() == Thread.State.WAITING)) {
            Thread.onSpinWait();
          }
        };
    JdbcAuditLog log = new JdbcAuditLog(database, flush, NOON, "tester");
    IntStream.range(0, 7)
        .forEach(i -> others.add(new Thread(() -> log.intent("b", KIOSK, Map.of()))));
    Thread first = new Thread(() -> log.intent("a", KIOSK, Map.of()));

    first.start();
    flushing.await();
    others.forEach(Thread::start);
    first.join();
    for (Thread other : others) {
      other.join();
    }

    assertThat(flushes).as("the first alone, then all that waited").hasValue(2);
    assertThat(log.records(KIOSK)).hasSize(8);
  }

  @Test
  void looksAgainWhenAnotherProcessWroteMeanwhile() {
    JdbcAuditLog one = log();
    JdbcAuditLog other = log();
    long intent = one.intent("publish", KIOSK, Map.of());
    for (int i = 0; i < 3; i++) {
      other.intent("other", KIOSK, Map.of());
      one.intent("one", KIOSK, Map.of());
    }
    other.result(intent, KIOSK, Outcome.DONE, Map.of());
    assertThatIllegalArgumentException()
        .isThrownBy(() -> one.result(intent, KIOSK, Outcome.DONE, Map.of()));
    assertThat(AuditChain.verify(one.records(KIOSK)))
        .extracting(Finding::code)
        .containsOnly("UC5024");
    assertThat(one.records(KIOSK)).hasSize(8);
  }

  @Test
  void neighboursOfARecordThatCannotBeWrittenAreWritten() throws Exception {
    JdbcAuditLog shared = log();
    List<CompletableFuture<Boolean>> runs =
        IntStream.range(0, 40)
            .mapToObj(i -> CompletableFuture.supplyAsync(() -> records(shared, i)))
            .toList();
    for (int i = 0; i < 40; i++) {
      assertThat(runs.get(i).get(1, TimeUnit.MINUTES)).isEqualTo(i % 4 != 0);
    }
    assertThat(shared.records(KIOSK)).hasSize(30);
  }

  /** Every fourth has a name that no column holds. */
  private static boolean records(JdbcAuditLog log, int i) {
    try {
      log.intent(i % 4 == 0 ? "x".repeat(300) : "act", KIOSK, Map.of());
      return true;
    } catch (UpdateCenterException e) {
      assertThat(e.code()).isEqualTo("UC5026");
      return false;
    }
  }

  @Test
  void clockThatIsSetYearsBackOrAheadBreaksNoChain() {
    for (String at :
        List.of("2026-11-21T12:00:00Z", "1999-01-01T00:00:00Z", "2099-01-01T00:00:00Z")) {
      Clock clock = Clock.fixed(Instant.parse(at), ZoneOffset.UTC);
      JdbcAuditLog log = new JdbcAuditLog(database, clock, "builder");
      log.result(log.intent("publish", KIOSK, Map.of()), KIOSK, Outcome.DONE, Map.of());
    }
    assertThat(AuditChain.verify(log().records(KIOSK))).isEmpty();
    assertThat(log().records(KIOSK)).hasSize(6);
  }

  @Test
  void whatCouldNotBeForcedToTheDiskIsNoIntent() {
    JdbcAuditLog log =
        new JdbcAuditLog(
            database,
            () -> {
              throw new DataAccessResourceFailureException("no space left");
            },
            NOON,
            "builder");
    assertThatThrownBy(() -> log.intent("publish", KIOSK, Map.of()))
        .asInstanceOf(InstanceOfAssertFactories.type(UpdateCenterException.class))
        .returns("UC5026", UpdateCenterException::code);
  }

  @Test
  void readsPagesInOrderAndFromAnyPlace() {
    JdbcAuditLog log = log();
    for (int i = 0; i < 1203; i++) {
      log.intent("act", KIOSK, Map.of());
    }
    log.intent("act", OTHER, Map.of());
    log.intent("act", ProductName.HOME, Map.of());
    assertThat(log.records(KIOSK)).extracting(AuditRecord::number).hasSize(1203).isSorted();
    assertThat(log.records(KIOSK, 1201))
        .toIterable()
        .extracting(AuditRecord::number)
        .containsExactly(1202L, 1203L);
    assertThat(log.products()).containsExactlyInAnyOrder(KIOSK, OTHER, ProductName.HOME);
    assertThat(log.find(KIOSK, 7)).hasValueSatisfying(r -> assertThat(r.number()).isEqualTo(7));
  }

  @Test
  void showsWhatWasChangedInTheDatabase() {
    log().result(log().intent("publish", KIOSK, Map.of("by", "a")), KIOSK, Outcome.DONE, Map.of());
    sql("UPDATE AUDIT_RECORD SET FACTS = '{\"by\":\"b\"}' WHERE RECORD_NUMBER = 1");
    assertThat(AuditChain.verify(log().records(KIOSK)))
        .extracting(Finding::code)
        .containsExactly("UC5020");
    sql("UPDATE AUDIT_RECORD SET RECORD_HASH = 'x' WHERE RECORD_NUMBER = 1");
    assertThatThrownBy(() -> log().records(KIOSK))
        .asInstanceOf(InstanceOfAssertFactories.type(UpdateCenterException.class))
        .returns("UC5027", UpdateCenterException::code)
        .returns(ExitCode.UNTRUSTED, UpdateCenterException::exit);
  }

  @Test
  void tellsThatTheDatabaseCannotBeUsed() {
    sql("DROP TABLE AUDIT_RECORD");
    assertUnusable();
  }

  private void assertUnusable() {
    assertThatThrownBy(() -> log().records(KIOSK))
        .asInstanceOf(InstanceOfAssertFactories.type(UpdateCenterException.class))
        .returns("UC5026", UpdateCenterException::code)
        .returns(ExitCode.DISK, UpdateCenterException::exit);
  }

  private static void recordOften(JdbcAuditLog log, int often) {
    for (int i = 0; i < often; i++) {
      log.result(log.intent("act", KIOSK, Map.of()), KIOSK, Outcome.DONE, Map.of());
    }
  }

  private void sql(String statement) {
    JdbcClient.create(database).sql(statement).update();
  }

  private JdbcAuditLog log() {
    return new JdbcAuditLog(database, NOON, "builder");
  }
}
