package dev.updatecenter.kernel.core;

import java.util.Map;

/**
 * Port: the record of each use of a key and each act of consequence. Append-only, chained by hash,
 * safe from many threads of the process that holds the product's {@link Lease}.
 *
 * <p>Intent first, result after: an intent without a result after a crash means "the key was used,
 * outcome unknown".
 */
public interface AuditLog {
  /**
   * Records that something is about to be done. Durable when it returns.
   *
   * @param act what, such as {@code sign-package} or {@code publish}
   * @param product whose, for the chain it goes to
   * @param facts the digest, the key id, the command; never a secret
   * @return the number of the record in the product's chain, for {@link #result}
   */
  long intent(String act, ProductName product, Map<String, String> facts);

  /**
   * Records how an intent ended. Durable when it returns.
   *
   * @param intent the number that {@link #intent} gave
   * @param outcome {@code done} or {@code failed}
   * @param facts what came of it: digests, names, the error's code
   */
  void result(long intent, ProductName product, Outcome outcome, Map<String, String> facts);

  /**
   * Records that an intent failed, to be called before the exception goes on: what is wrong with
   * the record itself is only added to it.
   *
   * @param why its code and our own words go on record; those of a library may hold a secret
   */
  default void failed(long intent, ProductName product, Throwable why) {
    try {
      result(intent, product, Outcome.FAILED, FailureFacts.of(why));
    } catch (RuntimeException e) {
      why.addSuppressed(e);
    }
  }

  /** How an act ended. */
  enum Outcome {
    /** As intended. */
    DONE,
    /** Not as intended; the facts say why. */
    FAILED
  }
}
