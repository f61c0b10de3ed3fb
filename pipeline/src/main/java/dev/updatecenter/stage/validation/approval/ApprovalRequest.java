package dev.updatecenter.stage.validation.approval;

import java.util.OptionalInt;

/**
 * What waits for people, and what they are told of it.
 *
 * @param subject what is to be decided on
 * @param needed how many approvals it takes
 * @param author who handed it in
 * @param packages how many packages it has; empty for a single file
 * @param findings how many findings validation left open; empty where nothing was validated
 */
public record ApprovalRequest(
    ApprovalSubject subject,
    int needed,
    Author author,
    OptionalInt packages,
    OptionalInt findings) {
  /** A single file, of which nothing else is known. */
  public static ApprovalRequest ofFile(ApprovalSubject subject, int needed) {
    return new ApprovalRequest(
        subject, needed, Author.UNKNOWN, OptionalInt.empty(), OptionalInt.empty());
  }
}
