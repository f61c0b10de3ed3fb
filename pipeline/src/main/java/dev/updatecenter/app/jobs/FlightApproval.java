package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.ValidationWiring;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.RoleAuthority;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TufKey;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.planning.FlightPlan;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.publishing.RepositoryRoles;
import dev.updatecenter.stage.validation.Policy;
import dev.updatecenter.stage.validation.approval.ApprovalRequest;
import dev.updatecenter.stage.validation.approval.ApprovalStatus;
import dev.updatecenter.stage.validation.approval.ApprovalSubject;
import dev.updatecenter.stage.validation.approval.Author;
import dev.updatecenter.stage.validation.approval.ThresholdKeys;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks people before a ring is moved. Where a threshold of the ring's keys signs the offer, and
 * whichever of them sign are people enough, those signatures are the approvals.
 */
final class FlightApproval {
  private final Wiring wiring;
  private final RegisteredProduct product;
  private final Policy policy;

  FlightApproval(Wiring wiring, RegisteredProduct product) {
    this.wiring = wiring;
    this.product = product;
    this.policy = ValidationWiring.policy(product).orElseGet(FlightApproval::ofNobody);
  }

  private static Policy ofNobody() {
    return new Policy(Policy.Profile.LAB, ContentDigest.of(new byte[0]), Map.of(), Map.of(), 0);
  }

  /**
   * Returns when the ring may be moved.
   *
   * @throws dev.updatecenter.kernel.core.UpdateCenterException UC6021, exit 9, while approvals are
   *     missing; UC4112, exit 4, when somebody rejected the plan
   */
  void require(FlightPlan plan, PublishedRelease release) {
    int needed = needed(plan, release);
    if (needed == 0 && policy.people().isEmpty()) {
      return; // nobody who could have rejected it
    }
    ApprovalSubject subject = subject(plan, release);
    ApprovalStatus status =
        new SigningApprovals(wiring).ask(request(subject, needed, plan, release), policy);
    if (!(status instanceof ApprovalStatus.Enough)) {
      // Gate and ramp are in the release's: whoever approves the flight answers for both.
      wiring.plans().keep(new Plans(wiring).newest(release));
      wiring.plans().keep(plan);
      throw ApprovalWords.missing(subject, status);
    }
  }

  /** How many approvals a flight needs, and which of those that were given count; asks nobody. */
  ApprovalStatus.Tally tally(FlightPlan plan, PublishedRelease release) {
    ApprovalSubject subject = subject(plan, release);
    return PolicyApproval.gate(wiring, policy, subject)
        .judge(
            request(subject, needed(plan, release), plan, release),
            wiring.approvals().about(subject))
        .tally();
  }

  private int needed(FlightPlan plan, PublishedRelease release) {
    return release.rings().stream()
        .filter(r -> r.ring().equals(plan.ring()))
        .mapToInt(policy.flights()::approvals)
        .findFirst()
        .orElse(0);
  }

  private static ApprovalSubject subject(FlightPlan plan, PublishedRelease release) {
    return ApprovalSubject.ofFlight(
        plan.product(), plan.version(), plan.ring(), release.submission(), plan.digest());
  }

  private ApprovalRequest request(
      ApprovalSubject subject, int needed, FlightPlan plan, PublishedRelease release) {
    Author submitter = submitter(release);
    Optional<RoleAuthority> role = needed == 0 ? Optional.empty() : authority(plan.ring());
    if (role.isEmpty()) {
      return new ApprovalRequest(subject, needed, submitter);
    }
    Set<ContentDigest> keys =
        role.get().keys().stream().map(TufKey::id).collect(Collectors.toSet());
    if (role.get().threshold() == 1) {
      // Whoever holds the one key flights.
      return new ApprovalRequest(subject, needed, with(submitter, keys));
    }
    int signed = ThresholdKeys.approvals(keys, role.get().threshold(), policy, submitter);
    return new ApprovalRequest(subject, signed >= needed ? 0 : needed, submitter);
  }

  private static Author with(Author submitter, Set<ContentDigest> more) {
    Set<ContentDigest> keys = new HashSet<>(submitter.keys());
    keys.addAll(more);
    return new Author(submitter.names(), keys);
  }

  /** Of a release from before authors were remembered it may be any submitter. */
  private Author submitter(PublishedRelease release) {
    return wiring
        .authors()
        .find(release.submission())
        .orElseGet(
            () ->
                new Author(
                    policy.submitters().keySet(), new HashSet<>(policy.submitters().values())));
  }

  private Optional<RoleAuthority> authority(RingName ring) {
    RepositoryEditor live = wiring.publishing().metadata(product).look();
    RoleName role = RepositoryRoles.ring(ring);
    return live.hasRole(role) ? Optional.of(live.authority(role)) : Optional.empty();
  }
}
