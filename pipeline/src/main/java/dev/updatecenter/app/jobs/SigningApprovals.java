package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.submission.ReleaseManifest;
import dev.updatecenter.stage.validation.Policy;
import dev.updatecenter.stage.validation.approval.ApprovalLedger;
import dev.updatecenter.stage.validation.approval.ApprovalRequest;
import dev.updatecenter.stage.validation.approval.ApprovalStatement;
import dev.updatecenter.stage.validation.approval.ApprovalStatus;
import dev.updatecenter.stage.validation.approval.ApprovalSubject;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Asks people before the release key is used. Ask on every run, as near before the key as can be:
 * nothing that was answered before is remembered.
 */
public final class SigningApprovals {
  private final Wiring wiring;

  /** Asks the people of a home. */
  public SigningApprovals(Wiring wiring) {
    this.wiring = wiring;
  }

  /** In production, payload that no submitter signed needs somebody who answers for it. */
  static int needed(Policy policy, ReleaseManifest manifest) {
    boolean vouched =
        policy.profile() != Policy.Profile.PRODUCTION || manifest.payload().isOcpAlone();
    return needed(policy, vouched);
  }

  /** How many approvals a single file needs: no submitter's signature covers it. */
  public static int neededForFile(Policy policy) {
    return needed(policy, policy.profile() != Policy.Profile.PRODUCTION);
  }

  private static int needed(Policy policy, boolean vouched) {
    return Math.max(policy.signingApprovals(), vouched ? 0 : 1);
  }

  /**
   * Asks for a single file that is to be signed by itself.
   *
   * @param sha256 of the unsigned file
   * @throws dev.updatecenter.kernel.core.UpdateCenterException UC1029, exit 9, while approvals are
   *     missing, and UC4112, exit 4, when somebody rejected it
   */
  public void requireForFile(ProductName product, Policy policy, ContentDigest sha256) {
    ApprovalSubject subject = ApprovalSubject.ofFile(product, sha256);
    ApprovalStatus status = ask(ApprovalRequest.ofFile(subject, neededForFile(policy)), policy);
    if (!(status instanceof ApprovalStatus.Enough)) {
      throw ApprovalWords.missing(subject, status);
    }
  }

  /**
   * Counts the approvals of a subject, remembers that it waits, and records in the audit log by
   * whom it was let pass. Where none is needed nothing is remembered but what a rejection stops.
   *
   * @param policy the one that is registered now
   */
  public ApprovalStatus ask(ApprovalRequest request, Policy policy) {
    ApprovalLedger ledger = wiring.approvals();
    boolean asking = request.needed() > 0;
    ApprovalStatus status =
        PolicyApproval.gate(wiring, policy, request.subject())
            .judge(request, ledger.about(request.subject()));
    if (asking || status instanceof ApprovalStatus.Rejected) {
      ledger.ask(request);
    }
    if (asking && status instanceof ApprovalStatus.Enough) {
      passed(request, policy, status.tally().given());
    }
    return status;
  }

  /** Records by whom something was let pass. */
  void passed(ApprovalRequest request, Policy policy, List<ApprovalStatement> given) {
    ApprovalSubject subject = request.subject();
    Map<String, String> facts =
        Map.of(
            "digest", subject.digest().hex(),
            "purpose", subject.purpose().wireName(),
            "needed", Integer.toString(request.needed()),
            "policy", policy.digest().hex(),
            "approvals",
                given.stream()
                    .map(s -> s.by() + ":" + s.key().id())
                    .collect(Collectors.joining(" ")));
    long intent = wiring.audit().intent("pass-approvals", subject.product(), facts);
    wiring.audit().result(intent, subject.product(), AuditLog.Outcome.DONE, facts);
  }
}
