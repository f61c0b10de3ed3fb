package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.ValidationWiring;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.authenticode.SignerCertificate;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.planning.ReleasePlan;
import dev.updatecenter.stage.submission.InputRole;
import dev.updatecenter.stage.submission.ReleaseManifest.WaiverRequest;
import dev.updatecenter.stage.submission.SubmittedFile;
import dev.updatecenter.stage.submission.UpdateSubmission;
import dev.updatecenter.stage.validation.Policy;
import dev.updatecenter.stage.validation.SubmissionValidator;
import dev.updatecenter.stage.validation.approval.ApprovalRequest;
import dev.updatecenter.stage.validation.approval.ApprovalStatement;
import dev.updatecenter.stage.validation.approval.ApprovalStatus;
import dev.updatecenter.stage.validation.approval.ApprovalSubject;
import dev.updatecenter.stage.validation.approval.Author;
import java.io.IOException;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Asks people about the plan of a release. Its submission is taken in, and its copies are there.
 */
final class PlanApproval {
  private final Wiring wiring;
  private final UpdateSubmission submission;
  private final ReleasePlan plan;
  private final Policy policy;

  PlanApproval(Wiring wiring, UpdateSubmission submission, RegisteredProduct product) {
    this.wiring = wiring;
    this.submission = submission;
    this.plan = Plans.of(submission.manifest(), submission.digest(), product);
    // Without a policy no submission comes this far.
    this.policy = ValidationWiring.policy(product).orElseThrow();
  }

  /** What is decided on. */
  ReleasePlan plan() {
    return plan;
  }

  /** Names of those whose approval counts now; nobody where somebody rejected it. */
  Set<String> approvers() throws IOException {
    ApprovalStatus status = status(request(OptionalInt.empty(), List.of(), Set.of()));
    return status instanceof ApprovalStatus.Rejected ? Set.of() : by(status);
  }

  private ApprovalStatus status(ApprovalRequest request) {
    return PolicyApproval.gate(wiring, policy, request.subject())
        .judge(request, wiring.approvals().about(request.subject()));
  }

  private static Set<String> by(ApprovalStatus status) {
    return status.tally().given().stream()
        .map(ApprovalStatement::by)
        .collect(Collectors.toUnmodifiableSet());
  }

  /**
   * Asks. Returns when it is approved.
   *
   * @param packages how many packages it has; empty where nobody counted
   * @param findings what validation found; what is waived there takes whoever vouches for it
   * @param awaited waivers without which it does not pass, and that nobody approved yet
   * @throws WaitsForApprovalException when approvals are missing
   * @throws dev.updatecenter.kernel.core.UpdateCenterException exit 4 when somebody rejected it
   */
  void require(OptionalInt packages, List<Finding> findings, List<WaiverRequest> awaited)
      throws IOException {
    Set<String> named = named(findings, approvers());
    awaited.forEach(w -> named.add(w.by()));
    ApprovalRequest request = request(packages, findings, named);
    if (request.needed() == 0 && policy.people().isEmpty()) {
      return; // nobody who could have rejected it
    }
    ApprovalStatus status = new SigningApprovals(wiring).ask(request, policy);
    if (!(status instanceof ApprovalStatus.Enough)) {
      wiring.plans().keep(plan);
    }
    if (status instanceof ApprovalStatus.Rejected) {
      throw ApprovalWords.missing(request.subject(), status);
    }
    if (status instanceof ApprovalStatus.Waiting) {
      throw new WaitsForApprovalException(
          request.subject(), status.tally(), findings, submission.digest());
    }
  }

  /** Of several who vouch for the same, one who approved. */
  private Set<String> named(List<Finding> findings, Set<String> approvers) {
    Set<String> named = new TreeSet<>();
    for (Finding finding : findings) {
      if (finding.severity().atLeast(plan.failOn())) {
        List<String> by =
            SubmissionValidator.waivers(submission.manifest().waivers(), finding).stream()
                .map(WaiverRequest::by)
                .toList();
        by.stream()
            .filter(approvers::contains)
            .findFirst()
            .or(() -> by.stream().findFirst())
            .ifPresent(named::add);
      }
    }
    return named;
  }

  private ApprovalRequest request(OptionalInt packages, List<Finding> findings, Set<String> named)
      throws IOException {
    int needed = SigningApprovals.needed(policy, submission.manifest());
    return new ApprovalRequest(
        ApprovalSubject.ofRelease(plan.product(), plan.version(), plan.submission(), plan.digest()),
        Math.max(needed, named.size()),
        author(),
        packages,
        OptionalInt.of(findings.size()),
        named);
  }

  /** Validation found the signature intact, and the copy is held to its digest. */
  private Author author() throws IOException {
    for (SubmittedFile ocp : submission.files(InputRole.OCP)) {
      Optional<X509Certificate> signer = SignerCertificate.read(ocp.copy());
      if (signer.isPresent()) {
        return Author.of(signer.get(), policy);
      }
    }
    return Author.UNKNOWN;
  }

  /** Remembers who handed it in, for its flights: its files will be gone. */
  void rememberAuthor() throws IOException {
    wiring.authors().record(submission.digest(), author());
  }
}
