package dev.updatecenter.capability.ledger.jdbc;

import dev.updatecenter.capability.ledger.AuditEvent;
import dev.updatecenter.capability.ledger.AuditRecord;
import dev.updatecenter.kernel.core.ProductName;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes records at the ends of their chains, several in one transaction. It remembers where the
 * chains end and which intents wait, so that a record costs one insert; the table's keys tell when
 * another process wrote meanwhile, and then it looks again. One thread at a time.
 */
final class AuditWriter {
  /** How often a number is taken by another process before that is no longer chance. */
  private static final int TRIES = 50;

  private final AuditRows rows;
  private final TransactionOperations own;
  private final Runnable force;
  private final Clock clock;
  private final String osUser;
  private final Map<ProductName, AuditRecord> heads = new HashMap<>();
  private final Map<Place, String> waiting = new HashMap<>();

  AuditWriter(
      AuditRows rows, TransactionOperations own, Runnable force, Clock clock, String osUser) {
    this.rows = rows;
    this.own = own;
    this.force = force;
    this.clock = clock;
    this.osUser = osUser;
  }

  private record Place(ProductName product, long number) {}

  /** Writes all, and tells each what came of it: one that cannot be written harms no other. */
  void write(List<Append> group) {
    try {
      together(group);
    } catch (RuntimeException e) {
      if (group.size() == 1) {
        group.get(0).failed(told(group.get(0), e));
      } else {
        group.forEach(each -> write(List.of(each)));
      }
      return;
    }
    try {
      force.run();
    } catch (RuntimeException e) {
      // Committed, but a power cut might undo it: nobody may rely on it.
      group.forEach(each -> each.failed(told(each, e)));
    }
  }

  private static RuntimeException told(Append append, RuntimeException e) {
    boolean database = e instanceof DataAccessException || e instanceof TransactionException;
    return database ? JdbcAuditLog.unusable(append.wish().product(), e) : e;
  }

  private void together(List<Append> group) {
    for (int i = 1; ; i++) {
      try {
        Map<Append, AuditRecord> written = own.execute(status -> insert(group));
        Objects.requireNonNull(written).forEach(this::remember);
        return;
      } catch (DuplicateKeyException | PessimisticLockingFailureException e) {
        forget();
        if (i == TRIES) {
          throw e;
        }
      } catch (RuntimeException e) {
        forget(); // the commit may have gone through or not
        throw e;
      }
    }
  }

  /** Within the transaction: nothing is remembered of it until it is committed. */
  private Map<Append, AuditRecord> insert(List<Append> group) {
    Map<Append, AuditRecord> inserted = new LinkedHashMap<>();
    Map<ProductName, AuditRecord> ends = new HashMap<>();
    Map<Place, Append> answered = new HashMap<>();
    for (Append each : group) {
      ProductName product = each.wish().product();
      try {
        AuditEvent event = event(each, answered);
        AuditRecord last = ends.computeIfAbsent(product, this::end);
        AuditRecord next = last.next(event, each.wish().facts(), osUser, clock.instant());
        rows.insert(next);
        ends.put(product, next);
        inserted.put(each, next);
      } catch (IllegalArgumentException e) {
        each.failed(e);
      }
    }
    return inserted;
  }

  private AuditEvent event(Append append, Map<Place, Append> answered) {
    Append.Wish wish = append.wish();
    if (wish.outcome() == null) {
      return new AuditEvent.Intent(wish.act());
    }
    Place intent = new Place(wish.product(), wish.intent());
    if (answered.putIfAbsent(intent, append) != null) {
      throw new IllegalArgumentException(
          "record " + wish.intent() + " of " + wish.product() + " has a result");
    }
    String act = waiting.get(intent);
    return new AuditEvent.Result(
        act == null ? rows.openIntent(wish.product(), wish.intent()) : act,
        wish.intent(),
        wish.outcome());
  }

  private AuditRecord end(ProductName product) {
    AuditRecord known = heads.get(product);
    return known != null
        ? known
        : rows.last(product).orElseGet(() -> AuditRecord.beforeFirst(product));
  }

  private void remember(Append append, AuditRecord record) {
    append.written(record.number());
    heads.put(record.product(), record);
    if (record.event() instanceof AuditEvent.Result result) {
      waiting.remove(new Place(record.product(), result.intent()));
    } else {
      waiting.put(new Place(record.product(), record.number()), record.event().act());
    }
  }

  private void forget() {
    heads.clear();
    waiting.clear();
  }
}
