package dev.updatecenter.app.jobs;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.validation.approval.ApprovalPurpose;
import dev.updatecenter.stage.validation.approval.ApprovalStatement;
import dev.updatecenter.stage.validation.approval.ApprovalStatus;
import dev.updatecenter.stage.validation.approval.ApprovalStatus.Rejected;
import dev.updatecenter.stage.validation.approval.ApprovalStatus.Tally;
import dev.updatecenter.stage.validation.approval.ApprovalSubject;
import dev.updatecenter.stage.validation.approval.VoidApproval;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Where something that needs approvals stands, in words. */
public final class ApprovalWords {
  private ApprovalWords() {}

  /** What to throw where a subject may not go on. */
  static UpdateCenterException missing(ApprovalSubject subject, ApprovalStatus status) {
    return status instanceof Rejected rejected
        ? rejected(subject, rejected)
        : waiting(subject, status.tally());
  }

  private static UpdateCenterException waiting(ApprovalSubject subject, Tally tally) {
    String code = subject.purpose() == ApprovalPurpose.FLIGHT ? "UC6021" : "UC1029";
    return UpdateCenterException.error(
            code, ExitCode.APPROVAL, subject.name() + " waits: " + count(tally))
        .where(subject.digest())
        .why(String.join("; ", reasons(tally)))
        .fix(next(subject, tally))
        .state(state(subject))
        .build();
  }

  private static UpdateCenterException rejected(ApprovalSubject subject, Rejected rejected) {
    return UpdateCenterException.error(
            "UC4112",
            ExitCode.NOT_ALLOWED,
            subject.name() + " is rejected by " + names(rejected.by()))
        .where(subject.digest())
        .why(rejected.by().stream().map(ApprovalWords::said).collect(Collectors.joining("; ")))
        .fix(
            "mend what they object to; then have them run 'ducctl approve' with the digest that is"
                + " asked about then, or now with "
                + subject.digest())
        .state(state(subject))
        .build();
  }

  /** What was not done. */
  static String state(ApprovalSubject subject) {
    return subject.purpose() == ApprovalPurpose.FLIGHT
        ? "no flight was started"
        : "nothing was signed, nothing was published";
  }

  private static String said(ApprovalStatement rejection) {
    return rejection.by()
        + ", "
        + rejection.at()
        + rejection.reason().map(r -> ": " + r).orElse(", without a reason");
  }

  /** How far it is. */
  public static String count(Tally tally) {
    if (tally.needed() == 0) {
      return "policy.yaml asks for no approval of it";
    }
    return tally.given().size()
        + " of "
        + tally.needed()
        + (tally.needed() == 1 ? " approval" : " approvals")
        + (tally.awaited().isEmpty() ? "" : ", that of " + names(tally.awaited(), " and "));
  }

  /** Who approved, and what does not count. */
  static List<String> reasons(Tally tally) {
    List<String> reasons = new ArrayList<>();
    reasons.add(
        tally.given().isEmpty() ? "nobody approved it yet" : "approved by " + names(tally.given()));
    tally.voided().forEach(v -> reasons.add(voided(v.by()) + " does not count: " + v.why()));
    return reasons;
  }

  /** A document that does not count, as a finding. */
  static Finding finding(VoidApproval voided) {
    return Finding.warning(
            "UC4113",
            voided.by().isEmpty() ? "approval" : voided.by(),
            voided(voided.by()) + " does not count: " + voided.why())
        .because("approvals are counted anew each time, by the policy of now")
        .fixedBy("if it is still meant, have it given again with 'ducctl approve'");
  }

  /** Names a document that does not count. */
  static String voided(String by) {
    return by.isEmpty() ? "a recorded approval" : "what " + by + " signed";
  }

  /** What has to happen now. */
  public static String next(ApprovalSubject subject, Tally tally) {
    if (tally.outOfReach()) {
      return "list more people with the role Approver in policy.yaml: "
          + (tally.may().isEmpty() ? "nobody else" : "only " + String.join(", ", tally.may()))
          + " may approve this"
          + (tally.awaited().isEmpty() ? "" : ", and it takes " + names(tally.awaited(), " and "));
    }
    boolean these = tally.given().size() + tally.awaited().size() >= tally.needed();
    return "have "
        + (these && !tally.awaited().isEmpty()
            ? names(tally.awaited(), " and ")
            : names(tally.may(), " or "))
        + " run 'ducctl approve "
        + subject.digest()
        + "', then run the same command again";
  }

  private static String names(List<String> names, String word) {
    return String.join(word, names);
  }

  /** Who decided. */
  public static String names(List<ApprovalStatement> statements) {
    return statements.stream().map(ApprovalStatement::by).collect(Collectors.joining(", "));
  }
}
