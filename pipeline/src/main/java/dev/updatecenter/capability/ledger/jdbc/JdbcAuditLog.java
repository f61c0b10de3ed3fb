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
import java.util.concurrent.locks.Condition;
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
  // Within the process they queue here; between processes the primary key decides.
  private final ReentrantLock turn = new ReentrantLock();
  private final Condition written = turn.newCondition();
  private final List<Append> queue = new ArrayList<>();
  private boolean writing;

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
   * One thread writes what all wait for in one transaction, while those that come meanwhile gather
   * for the next: so many threads cost hardly more commits than a few.
   */
  private long append(Append.Wish wish) {
    Append mine = new Append(wish);
    List<Append> group = join(mine);
    if (!group.isEmpty()) {
      try {
        writer.write(group);
      } finally {
        leave(group);
      }
    }
    return mine.number();
  }

  /** Waits until it is written; or gives, with the turn, all that nobody has begun to write. */
  private List<Append> join(Append mine) {
    turn.lock();
    try {
      queue.add(mine);
      while (writing && !mine.hasEnded()) {
        written.awaitUninterruptibly();
      }
      if (mine.hasEnded() || queue.isEmpty()) {
        return List.of();
      }
      List<Append> group = List.copyOf(queue);
      queue.clear();
      writing = true;
      return group;
    } finally {
      turn.unlock();
    }
  }

  private void leave(List<Append> group) {
    turn.lock();
    try {
      group.forEach(Append::end);
      writing = false;
      written.signalAll();
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
