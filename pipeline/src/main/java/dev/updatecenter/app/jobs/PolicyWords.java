package dev.updatecenter.app.jobs;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.validation.approval.ApprovalStatement;
import dev.updatecenter.stage.validation.approval.ApprovalStatus;
import dev.updatecenter.stage.validation.approval.ApprovalStatus.Rejected;
import dev.updatecenter.stage.validation.approval.ApprovalStatus.Tally;
import dev.updatecenter.stage.validation.approval.ApprovalSubject;
import java.util.stream.Collectors;

/** Why what binds a product may not change now. */
final class PolicyWords {
  private static final String STATE = "nothing was changed";

  private PolicyWords() {}

  static UpdateCenterException missing(ApprovalSubject subject, ApprovalStatus status) {
    return status instanceof Rejected rejected
        ? rejected(subject, rejected)
        : waiting(subject, status.tally());
  }

  private static UpdateCenterException waiting(ApprovalSubject subject, Tally tally) {
    return UpdateCenterException.error(
            "UC1018", ExitCode.APPROVAL, subject.name() + " waits: " + ApprovalWords.count(tally))
        .where(subject.digest())
        .why(String.join("; ", ApprovalWords.reasons(tally)))
        .fix(tally.outOfReach() ? tooFew(tally) : ApprovalWords.next(subject, tally))
        .state(STATE)
        .build();
  }

  private static String tooFew(Tally tally) {
    return "nothing in this home: the registered policy lists "
        + (tally.may().isEmpty() ? "nobody else" : "only " + String.join(", ", tally.may()))
        + " who may approve; a new home begins with a policy of its own";
  }

  private static UpdateCenterException rejected(ApprovalSubject subject, Rejected rejected) {
    String said =
        rejected.by().stream()
            .map(s -> s.by() + s.reason().map(r -> ": " + r).orElse(", without a reason"))
            .collect(Collectors.joining("; "));
    String names =
        rejected.by().stream().map(ApprovalStatement::by).collect(Collectors.joining(", "));
    return UpdateCenterException.error(
            "UC4112", ExitCode.NOT_ALLOWED, subject.name() + " is rejected by " + names)
        .where(subject.digest())
        .why(said)
        .fix("mend what they object to, or have them run 'ducctl approve " + subject.digest() + "'")
        .state(STATE)
        .build();
  }

  static UpdateCenterException unreadable(ApprovalSubject subject) {
    return UpdateCenterException.error(
            "UC1018", ExitCode.APPROVAL, subject.name() + " has nobody who could approve it")
        .where(subject.digest())
        .why("this version of the program cannot read the policy that is registered")
        .fix(
            "use the version that registered it; 'ducctl audit verify' says whether it was altered")
        .state(STATE)
        .build();
  }
}
