package dev.updatecenter.app.jobs;

import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;

/** Asks people about the plan of a submission that passed validation, before a key is used. */
final class SubmissionApproval {
  private final SubmissionRun run;

  SubmissionApproval(SubmissionRun run) {
    this.run = run;
  }

  /**
   * Returns when the submission may be signed.
   *
   * @throws WaitsForApprovalException when approvals are missing
   * @throws dev.updatecenter.kernel.core.UpdateCenterException exit 4 when somebody rejected it
   */
  void execute() throws IOException {
    PlanApproval approval = run.approval();
    approval.rememberAuthor();
    approval.require(OptionalInt.of(run.validated().packages().size()), run.findings(), List.of());
  }
}
