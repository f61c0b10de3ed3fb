package dev.updatecenter.app.jobs;

import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.ProductName;
import java.util.Map;

/** An act of consequence: its intent is on record before it, its result after it. */
final class AuditedAct {
  private AuditedAct() {}

  /** What is done. */
  @FunctionalInterface
  interface Work<T, E extends Exception> {
    /** Does it. */
    T run() throws E;
  }

  /**
   * Does it.
   *
   * @param act its name in the log, which never changes
   * @param facts what it is about
   */
  static <T, E extends Exception> T of(
      AuditLog audit, String act, ProductName product, Map<String, String> facts, Work<T, E> work)
      throws E {
    long intent = audit.intent(act, product, facts);
    T result;
    try {
      result = work.run();
    } catch (Exception e) {
      audit.failed(intent, product, e);
      throw e;
    }
    audit.result(intent, product, AuditLog.Outcome.DONE, Map.of());
    return result;
  }
}
