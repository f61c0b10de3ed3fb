package dev.updatecenter.capability.ledger.jdbc;

import dev.updatecenter.kernel.core.AuditLog.Outcome;
import dev.updatecenter.kernel.core.ProductName;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One record that a thread wants written, and what came of it. Whoever has the log's turn writes
 * it, be it another thread, and ends it under the log's lock, under which its own thread looks.
 */
final class Append {
  /**
   * What is to be recorded.
   *
   * @param act of an intent; empty of a result, which takes its intent's
   * @param intent the number of a result's intent; 0 of an intent
   * @param outcome of a result; null of an intent
   */
  record Wish(
      ProductName product,
      Map<String, String> facts,
      String act,
      long intent,
      @Nullable Outcome outcome) {
    /** Copies. */
    Wish {
      facts = Map.copyOf(facts);
    }
  }

  private final Wish wish;
  private long number;
  private @Nullable RuntimeException failure;
  private boolean ended;

  Append(Wish wish) {
    this.wish = wish;
  }

  Wish wish() {
    return wish;
  }

  void written(long as) {
    number = as;
  }

  void failed(RuntimeException why) {
    failure = why;
  }

  /** Nobody tries any more, and what was written is on the disk. */
  void end() {
    ended = true;
  }

  boolean hasEnded() {
    return ended;
  }

  /** The record's number, or the exception that kept it from being written. */
  long number() {
    if (failure != null) {
      throw failure;
    }
    if (number == 0) {
      throw new IllegalStateException("whoever had the turn died before it was written");
    }
    return number;
  }
}
