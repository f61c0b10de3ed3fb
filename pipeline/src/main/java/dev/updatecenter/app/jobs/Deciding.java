package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.PersonKeys.Acting;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.AuditLog.Outcome;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.validation.Policy;
import dev.updatecenter.stage.validation.approval.Approval;
import dev.updatecenter.stage.validation.approval.ApprovalGate;
import dev.updatecenter.stage.validation.approval.ApprovalRequest;
import dev.updatecenter.stage.validation.approval.ApprovalStatement;
import dev.updatecenter.stage.validation.approval.ApprovalStatus;
import dev.updatecenter.stage.validation.approval.Decision;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lets somebody approve or reject. Takes no lease: people decide while a job of the product runs,
 * and several at once; the job counts when it asks.
 */
public final class Deciding {
  private final Wiring wiring;

  /** Decides in a home. */
  public Deciding(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * What came of it.
   *
   * @param changed false when the same person had decided so before
   * @param statement the decision that stands
   * @param status how far it is now
   */
  public record Result(boolean changed, ApprovalStatement statement, ApprovalStatus status) {}

  /**
   * Signs and keeps a decision.
   *
   * @throws UpdateCenterException exit 4 when policy.yaml does not let them decide on this, exit 5
   *     when it is published already, or nobody can see what they would approve
   */
  public Result decide(
      ApprovalRequest request, Decision decision, Acting acting, Optional<String> reason) {
    WaitingApprovals waiting = new WaitingApprovals(wiring);
    Policy policy = waiting.policy(request.subject());
    ApprovalGate gate = PolicyApproval.gate(wiring, policy, request.subject());
    ContentDigest key = acting.signer().key().id();
    gate.refusal(acting.name(), key, request.author())
        .ifPresent(
            why -> {
              throw notAllowed(request, acting.name(), why);
            });
    ApprovalStatus before = judge(gate, request);
    Optional<ApprovalStatement> standing = standing(before, decision, acting.name());
    if (standing.isPresent()) {
      return new Result(false, standing.get(), before);
    }
    waiting.requireOpen(request.subject());
    if (decision == Decision.APPROVE) {
      waiting.requireKnown(request.subject());
    }
    ApprovalStatement statement =
        new ApprovalStatement(
            request.subject(),
            decision,
            policy.digest(),
            acting.name(),
            acting.signer().key(),
            wiring.clock().instant(),
            reason);
    record(statement, acting);
    ApprovalGate after = PolicyApproval.gate(wiring, policy, request.subject());
    return new Result(true, statement, judge(after, request));
  }

  private ApprovalStatus judge(ApprovalGate gate, ApprovalRequest request) {
    return gate.judge(request, wiring.approvals().about(request.subject()));
  }

  private static Optional<ApprovalStatement> standing(
      ApprovalStatus status, Decision decision, String name) {
    List<ApprovalStatement> rejections =
        status instanceof ApprovalStatus.Rejected rejected ? rejected.by() : List.of();
    return (decision == Decision.APPROVE ? status.tally().given() : rejections)
        .stream().filter(s -> s.by().equals(name)).findFirst();
  }

  /** Whatever becomes of it, the audit log says that the key was about to be used. */
  private void record(ApprovalStatement statement, Acting acting) {
    ProductName product = statement.subject().product();
    Map<String, String> facts = facts(statement);
    long intent = wiring.audit().intent(statement.decision().wireName(), product, facts);
    try {
      Approval approval = Approval.sign(statement, acting.signer());
      wiring.approvals().record(approval);
      facts.put("document", ContentDigest.of(approval.document()).hex());
    } catch (RuntimeException e) {
      wiring.audit().failed(intent, product, e);
      throw e;
    }
    wiring.audit().result(intent, product, Outcome.DONE, facts);
  }

  private static Map<String, String> facts(ApprovalStatement statement) {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("digest", statement.subject().digest().hex());
    facts.put("purpose", statement.subject().purpose().wireName());
    statement.subject().version().ifPresent(v -> facts.put("version", v.toString()));
    facts.put("by", statement.by());
    facts.put("key", statement.key().id().hex());
    facts.put("policy", statement.policy().hex());
    return facts;
  }

  private static UpdateCenterException notAllowed(
      ApprovalRequest request, String name, String why) {
    return UpdateCenterException.error(
            "UC4110", ExitCode.NOT_ALLOWED, name + " may not decide on " + request.subject().name())
        .where(request.subject().digest())
        .why(why)
        .fix("have an Approver of policy.yaml decide who did not hand it in")
        .state("nothing was decided")
        .build();
  }
}
