package dev.updatecenter.capability.ledger;

import dev.updatecenter.kernel.core.AuditLog;

/** What a record says happened. */
public sealed interface AuditEvent {
  /** What it is about, such as {@code sign-package}. */
  String act();

  /** It is about to be done. */
  record Intent(String act) implements AuditEvent {}

  /**
   * It ended.
   *
   * @param act as in its intent
   * @param intent the number of the intent's record
   * @param outcome how
   */
  record Result(String act, long intent, AuditLog.Outcome outcome) implements AuditEvent {}
}
