package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.ValidationWiring;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.validation.LeastRing;
import dev.updatecenter.stage.validation.Person;
import dev.updatecenter.stage.validation.Policy;
import dev.updatecenter.stage.validation.approval.ApprovalGate;
import dev.updatecenter.stage.validation.approval.ApprovalRequest;
import dev.updatecenter.stage.validation.approval.ApprovalStatus;
import dev.updatecenter.stage.validation.approval.ApprovalSubject;
import dev.updatecenter.stage.validation.approval.Author;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What binds a product changes with an approval only, given under the policy that bound it so far.
 * The first policy needs none; nor does one of profile lab that lists no Approver.
 */
public final class PolicyApproval {
  private final Wiring wiring;

  /** Asks the people of a home. */
  public PolicyApproval(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * How many approvals a change of a policy takes: as many as anything that the policy guards, or
   * one person could first lower the number and then pass alone.
   */
  static int needed(Policy policy) {
    if (policy.profile() == Policy.Profile.LAB && approvers(policy) == 0) {
      return 0;
    }
    int flights = policy.flights().least().stream().mapToInt(LeastRing::approvals).max().orElse(0);
    return Math.max(1, Math.max(policy.signingApprovals(), flights));
  }

  /** How many people a policy lists who may approve. */
  static int approvers(Policy policy) {
    return (int)
        policy.people().stream().filter(p -> p.roles().contains(Person.Role.APPROVER)).count();
  }

  /** A gate that counts approvals of a subject as its purpose demands. */
  static ApprovalGate gate(Wiring wiring, Policy policy, ApprovalSubject subject) {
    Optional<Instant> lastChange =
        switch (subject.purpose()) {
          case POLICY, REGISTER_PUBLISHER, RETIRE_PUBLISHER ->
              wiring.policyChanges().lastChange(subject.product());
          case PLAN, FLIGHT -> new Plans(wiring).lastRevision(subject);
          case SIGNING -> Optional.empty();
        };
    return new ApprovalGate(policy, wiring.clock().instant(), lastChange);
  }

  /**
   * Returns when a change may be made now; its approvals go on record. The caller holds the lease.
   *
   * @param before the product as it is registered
   * @throws UpdateCenterException as {@link #check}
   */
  public void require(RegisteredProduct before, PolicyChange change) {
    Optional<ApprovalStatus> status = check(before, change);
    if (status.isPresent()) {
      Policy policy = ValidationWiring.policy(before).orElseThrow();
      new SigningApprovals(wiring)
          .passed(request(change.subject(), needed(policy)), policy, status.get().tally().given());
    }
  }

  /**
   * Returns when nothing stands against a change, with what was counted where approvals are needed.
   * Remembers that it waits where it may not be made.
   *
   * @throws UpdateCenterException UC1018, exit 9, while approvals are missing; UC4112, exit 4, when
   *     somebody rejected it
   */
  Optional<ApprovalStatus> check(RegisteredProduct before, PolicyChange change) {
    Optional<Policy> policy = policy(before, change.subject());
    int needed = policy.map(PolicyApproval::needed).orElse(0);
    if (needed == 0) {
      return Optional.empty();
    }
    ApprovalSubject subject = change.subject();
    ApprovalRequest request = request(subject, needed);
    ApprovalStatus status =
        gate(wiring, policy.orElseThrow(), subject)
            .judge(request, wiring.approvals().about(subject));
    if (!(status instanceof ApprovalStatus.Enough)) {
      wiring.policyChanges().propose(subject, change.document());
      wiring.approvals().ask(request);
      throw PolicyWords.missing(subject, status);
    }
    return Optional.of(status);
  }

  /** The registered one; nobody may change a policy that this version cannot read. */
  private static Optional<Policy> policy(RegisteredProduct before, ApprovalSubject subject) {
    Optional<Policy> policy = ValidationWiring.policy(before);
    if (policy.isEmpty() && !before.policyYaml().isEmpty()) {
      throw PolicyWords.unreadable(subject);
    }
    return policy;
  }

  private static ApprovalRequest request(ApprovalSubject subject, int needed) {
    return new ApprovalRequest(
        subject, needed, Author.UNKNOWN, OptionalInt.empty(), OptionalInt.empty());
  }
}
