package dev.updatecenter.capability.ledger.jdbc;

import dev.updatecenter.capability.ledger.AuditEvent;
import dev.updatecenter.capability.ledger.AuditRecord;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The audit log in table {@code AUDIT_RECORD}. Each record is a transaction of its own, so that it
 * stands although a caller's transaction, such as a chunk's, is rolled back. Durable as far as the
 * database's commit is: H2 wants {@code WRITE_DELAY=0}.
 *
 * <p>A caller within a transaction holds one connection and needs a second one here: the pool must
 * have at least one more connection than there are threads with a transaction.
 */
public final class JdbcAuditLog implements AuditLog {
  /** How often a number is taken by another process before that is no longer chance. */
  private static final int TRIES = 50;

  private final AuditRows rows;
  private final TransactionTemplate own;
  private final Clock clock;
  private final String osUser;
  // Within the process they queue here; between processes the primary key decides.
  private final ReentrantLock turn = new ReentrantLock();

  /**
   * An audit log on a migrated database.
   *
   * @param osUser the account to be recorded
   */
  public JdbcAuditLog(DataSource database, Clock clock, String osUser) {
    this.rows = new AuditRows(JdbcClient.create(database));
    this.own = new TransactionTemplate(new JdbcTransactionManager(database));
    this.own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    this.own.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
    this.clock = clock;
    this.osUser = osUser;
  }

  @Override
  public long intent(String act, ProductName product, Map<String, String> facts) {
    return append(product, facts, last -> new AuditEvent.Intent(act));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when there is no such intent, or it has a result
   */
  @Override
  public void result(long intent, ProductName product, Outcome outcome, Map<String, String> facts) {
    append(
        product,
        facts,
        last -> new AuditEvent.Result(rows.openIntent(product, intent), intent, outcome));
  }

  /** The whole chain of a product in the order of its numbers, for {@code AuditChain.verify}. */
  public List<AuditRecord> records(ProductName product) {
    return guarded(product, () -> rows.all(product));
  }

  /** The newest record of a product's chain; empty when nothing was ever recorded. */
  public Optional<AuditRecord> head(ProductName product) {
    return guarded(product, () -> rows.last(product));
  }

  private long append(
      ProductName product,
      Map<String, String> facts,
      Function<Optional<AuditRecord>, AuditEvent> event) {
    turn.lock();
    try {
      return guarded(product, () -> insertNext(product, facts, event));
    } finally {
      turn.unlock();
    }
  }

  private long insertNext(
      ProductName product,
      Map<String, String> facts,
      Function<Optional<AuditRecord>, AuditEvent> event) {
    for (int i = 1; ; i++) {
      try {
        return Objects.requireNonNull(
            own.execute(
                status -> {
                  Optional<AuditRecord> last = rows.last(product);
                  AuditRecord next = next(last, product, facts, event.apply(last));
                  rows.insert(next);
                  return next.number();
                }));
      } catch (DuplicateKeyException | PessimisticLockingFailureException e) {
        if (i == TRIES) {
          throw e;
        }
      }
    }
  }

  private AuditRecord next(
      Optional<AuditRecord> last,
      ProductName product,
      Map<String, String> facts,
      AuditEvent event) {
    long number = last.map(AuditRecord::number).orElse(0L) + 1;
    ContentDigest previous = last.map(AuditRecord::hash).orElse(AuditRecord.GENESIS);
    return AuditRecord.sealed(product, number, previous, event, facts, osUser, clock.instant());
  }

  private static <T> T guarded(ProductName product, java.util.function.Supplier<T> act) {
    try {
      return act.get();
    } catch (DataAccessException | TransactionException e) {
      throw UpdateCenterException.error(
              "UC5026", ExitCode.DISK, "the audit log of " + product + " cannot be used")
          .why(String.valueOf(e.getMessage()))
          .fix("mend the database, then run the same command again")
          .state("without a record of the intent no key was used")
          .cause(e)
          .build();
    }
  }
}
