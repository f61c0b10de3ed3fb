package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.ValidationWiring;
import dev.updatecenter.capability.authenticode.SignerCertificate;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.submission.InputRole;
import dev.updatecenter.stage.submission.SubmittedFile;
import dev.updatecenter.stage.submission.UpdateSubmission;
import dev.updatecenter.stage.validation.Policy;
import dev.updatecenter.stage.validation.approval.ApprovalRequest;
import dev.updatecenter.stage.validation.approval.ApprovalStatus;
import dev.updatecenter.stage.validation.approval.ApprovalSubject;
import dev.updatecenter.stage.validation.approval.Author;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Asks people about a submission that passed validation, before a key is used for it. */
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
    // Without a policy no submission comes this far.
    Policy policy = ValidationWiring.policy(run.product()).orElseThrow();
    int needed = SigningApprovals.needed(policy, run.submission().manifest());
    if (needed == 0 && policy.people().isEmpty()) {
      return; // nobody who could have rejected it
    }
    List<Finding> findings = run.findings();
    ApprovalRequest request = request(needed, policy, findings);
    ApprovalStatus status = new SigningApprovals(run.wiring()).ask(request, policy);
    if (status instanceof ApprovalStatus.Rejected) {
      throw ApprovalWords.missing(request.subject(), status);
    }
    if (status instanceof ApprovalStatus.Waiting) {
      throw new WaitsForApprovalException(request.subject(), status.tally(), findings);
    }
  }

  private ApprovalRequest request(int needed, Policy policy, List<Finding> findings)
      throws IOException {
    UpdateSubmission submission = run.submission();
    return new ApprovalRequest(
        ApprovalSubject.ofSubmission(
            submission.product(), submission.version(), submission.digest()),
        needed,
        author(submission, policy),
        OptionalInt.of(run.validated().packages().size()),
        OptionalInt.of(findings.size()));
  }

  /** Validation found the signature intact, and the copy is held to its digest. */
  private static Author author(UpdateSubmission submission, Policy policy) throws IOException {
    for (SubmittedFile ocp : submission.files(InputRole.OCP)) {
      Optional<X509Certificate> signer = SignerCertificate.read(ocp.copy());
      if (signer.isPresent()) {
        return Author.of(signer.get(), policy);
      }
    }
    return Author.UNKNOWN;
  }
}
