package dev.updatecenter.stage.validation.approval;

import java.util.OptionalInt;
import java.util.Set;

/**
 * What waits for people, and what they are told of it.
 *
 * @param subject what is to be decided on
 * @param needed how many approvals it takes
 * @param author who handed it in
 * @param packages how many packages it has; empty for a single file
 * @param findings how many findings validation left open; empty where nothing was validated
 * @param named people without whom no number is enough: those whose waivers it takes
 */
public record ApprovalRequest(
    ApprovalSubject subject,
    int needed,
    Author author,
    OptionalInt packages,
    OptionalInt findings,
    Set<String> named) {
  /** Copies. */
  public ApprovalRequest {
    named = Set.copyOf(named);
  }

  /** What nobody in particular has to approve. */
  public ApprovalRequest(
      ApprovalSubject subject,
      int needed,
      Author author,
      OptionalInt packages,
      OptionalInt findings) {
    this(subject, needed, author, packages, findings, Set.of());
  }

  /** Something of which nothing else is told. */
  public ApprovalRequest(ApprovalSubject subject, int needed, Author author) {
    this(subject, needed, author, OptionalInt.empty(), OptionalInt.empty());
  }

  /** A single file, of which nothing else is known. */
  public static ApprovalRequest ofFile(ApprovalSubject subject, int needed) {
    return new ApprovalRequest(subject, needed, Author.UNKNOWN);
  }
}
