package dev.updatecenter.app.jobs;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.validation.approval.ApprovalStatus;
import dev.updatecenter.stage.validation.approval.ApprovalSubject;
import java.util.ArrayList;
import java.util.List;

/** Nothing is missing but people who answer for a submission: the same command goes on later. */
public final class WaitsForApprovalException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient ApprovalSubject subject;
  private final transient ApprovalStatus.Tally tally;
  private final transient List<Finding> findings;
  private final transient ContentDigest submission;

  WaitsForApprovalException(
      ApprovalSubject subject,
      ApprovalStatus.Tally tally,
      List<Finding> findings,
      ContentDigest submission) {
    super(subject.name() + " waits: " + ApprovalWords.count(tally));
    this.subject = subject;
    this.tally = tally;
    this.submission = submission;
    List<Finding> all = new ArrayList<>(findings);
    tally.voided().forEach(v -> all.add(ApprovalWords.finding(v)));
    this.findings = List.copyOf(all);
  }

  /** What waits. */
  public ApprovalSubject subject() {
    return subject;
  }

  /** The digest of its content; that of its plan is the subject's. */
  public ContentDigest submission() {
    return submission;
  }

  /** How far it is. */
  public ApprovalStatus.Tally tally() {
    return tally;
  }

  /** What validation found, and a warning for each approval that does not count. */
  public List<Finding> findings() {
    return findings;
  }
}
