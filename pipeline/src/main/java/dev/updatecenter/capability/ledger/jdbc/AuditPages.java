package dev.updatecenter.capability.ledger.jdbc;

import dev.updatecenter.capability.ledger.AuditRecord;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.LongFunction;

/** A chain page by page: each asks for what follows the last record of the one before. */
final class AuditPages implements Iterator<AuditRecord> {
  private final LongFunction<List<AuditRecord>> pageAfter;
  private Iterator<AuditRecord> page = List.<AuditRecord>of().iterator();
  private long last;
  private boolean ended;

  /**
   * The records behind a number.
   *
   * @param pageAfter the next records behind a number, in order; none = the end
   */
  AuditPages(long after, LongFunction<List<AuditRecord>> pageAfter) {
    this.last = after;
    this.pageAfter = pageAfter;
  }

  @Override
  public boolean hasNext() {
    if (!ended && !page.hasNext()) {
      page = pageAfter.apply(last).iterator();
      ended = !page.hasNext();
    }
    return page.hasNext();
  }

  @Override
  public AuditRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    AuditRecord record = page.next();
    last = record.number();
    return record;
  }
}
