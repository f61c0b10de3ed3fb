package dev.updatecenter.capability.ledger.jdbc;

import dev.updatecenter.capability.ledger.AuditRecord;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The audit log in table {@code AUDIT_RECORD}. Records are written in transactions of their own, so
 * that they stand although a caller's transaction, such as a chunk's, is rolled back. Durable as
 * far as the database's commit and {@code force} are: H2 wants {@code WRITE_DELAY=0}, and does not
 * flush the disk by itself.
 *
 * <p>A caller within a transaction holds one connection and needs a second one here: the pool must
 * have at least one more connection than there are threads with a transaction.
 */
public final class JdbcAuditLog implements AuditLog {
  private final AuditRows rows;
  private final AuditWriter writer;
  private final Queue<Append> queue = new ConcurrentLinkedQueue<>();
  // Within the process they queue here; between processes the primary key decides.
  private final ReentrantLock turn = new ReentrantLock();

  /** An audit log on a database whose commits need no more: one in memory, or in a server. */
  public JdbcAuditLog(DataSource database, Clock clock, String osUser) {
    this(database, () -> {}, clock, osUser);
  }

  /**
   * An audit log on a migrated database. One for all threads of a process: those that record at the
   * same time then share a transaction.
   *
   * @param force brings to the disk itself what was committed, where a commit alone does not;
   *     called after each transaction
   * @param osUser the account to be recorded
   */
  public JdbcAuditLog(DataSource database, Runnable force, Clock clock, String osUser) {
    TransactionTemplate own = new TransactionTemplate(new JdbcTransactionManager(database));
    own.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    own.setIsolationLevel(TransactionDefinition.ISOLATION_READ_COMMITTED);
    this.rows = new AuditRows(new JdbcTemplate(database));
    this.writer = new AuditWriter(rows, own, force, clock, osUser);
  }

  @Override
  public long intent(String act, ProductName product, Map<String, String> facts) {
    return append(new Append.Wish(product, facts, act, 0, null));
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalArgumentException when there is no such intent, or it has a result
   */
  @Override
  public void result(long intent, ProductName product, Outcome outcome, Map<String, String> facts) {
    append(new Append.Wish(product, facts, "", intent, outcome));
  }

  /**
   * A product's chain in the order of its numbers, page by page: as much of it as was written when
   * a page is read.
   *
   * @param after the number behind which to begin; 0 for the whole chain
   */
  public Iterator<AuditRecord> records(ProductName product, long after) {
    return new AuditPages(after, last -> guarded(product, () -> rows.page(product, last)));
  }

  /** The whole chain of a product in memory: for chains that are known to be short. */
  public List<AuditRecord> records(ProductName product) {
    List<AuditRecord> all = new ArrayList<>();
    records(product, 0).forEachRemaining(all::add);
    return all;
  }

  /** One record of a product's chain. */
  public Optional<AuditRecord> find(ProductName product, long number) {
    return guarded(product, () -> rows.find(product, number));
  }

  /** The newest record of a product's chain; empty when nothing was ever recorded. */
  public Optional<AuditRecord> head(ProductName product) {
    return guarded(product, () -> rows.last(product));
  }

  /** Everything that has records, by name; {@link ProductName#HOME} too. */
  public List<ProductName> products() {
    List<ProductName> names = new ArrayList<>();
    Optional<String> name = next("");
    while (name.isPresent()) {
      names.add(new ProductName(name.get()));
      name = next(name.get());
    }
    return names;
  }

  private Optional<String> next(String name) {
    return guarded(ProductName.HOME, () -> rows.nameAfter(name));
  }

  /**
   * Whoever has the turn writes what all wait for, in one transaction: the others find theirs done
   * when their turn comes. So many threads cost hardly more commits than one.
   */
  private long append(Append.Wish wish) {
    Append mine = new Append(wish);
    queue.add(mine);
    turn.lock();
    try {
      if (!mine.isDone()) {
        List<Append> group = new ArrayList<>();
        for (Append each = queue.poll(); each != null; each = queue.poll()) {
          group.add(each);
        }
        writer.write(group);
      }
      return mine.number();
    } finally {
      turn.unlock();
    }
  }

  private static <T> T guarded(ProductName product, Supplier<T> act) {
    try {
      return act.get();
    } catch (DataAccessException | TransactionException e) {
      throw unusable(product, e);
    }
  }

  static UpdateCenterException unusable(ProductName product, RuntimeException e) {
    return UpdateCenterException.error(
            "UC5026", ExitCode.DISK, "the audit log of " + product + " cannot be used")
        .why(String.valueOf(e.getMessage()))
        .fix("mend the database, then run the same command again")
        .state("without a record of the intent no key was used")
        .cause(e)
        .build();
  }
}
