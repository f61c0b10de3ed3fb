package dev.updatecenter.stage.validation.approval;

import java.util.List;

/**
 * Port: keeps what waits for people, and their signed documents whole. It is no authority: whoever
 * can write to it can add, change and remove rows, so every document is verified anew by {@link
 * ApprovalGate}. Safe from many threads and processes; each call is durable when it returns.
 */
public interface ApprovalLedger {
  /** Remembers that something waits; the same subject again replaces what is told of it. */
  void ask(ApprovalRequest request);

  /** Everything that ever waited, newest first. */
  List<ApprovalRequest> asked();

  /** Keeps a document; the same one again changes nothing. */
  void record(Approval approval);

  /**
   * The documents filed under a subject's digest, and those of the same purpose under its release
   * and ring, in the order in which they were recorded. They are bytes that nobody has verified.
   */
  List<byte[]> about(ApprovalSubject subject);
}
