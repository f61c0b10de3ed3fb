package dev.updatecenter.app.jobs;

import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.validation.LeastRing;
import dev.updatecenter.stage.validation.Policy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Holds a policy against the product that it binds, before both are registered. */
final class PolicyCheck {
  private PolicyCheck() {}

  /**
   * Everything that is wrong.
   *
   * @param model empty where the product's files do not suffice
   */
  static List<Finding> check(Policy policy, Optional<DeviceModel> model, Path file) {
    List<Finding> findings = new ArrayList<>();
    unchangeable(policy).ifPresent(findings::add);
    model.map(DeviceModel::rings).ifPresent(rings -> rings(policy, rings, findings));
    return findings.stream().map(f -> f.at(file.toString(), 0, 0)).toList();
  }

  /** Worth knowing before it is registered, and too late after. */
  private static Optional<Finding> unchangeable(Policy policy) {
    int needed = PolicyApproval.needed(policy);
    int approvers = PolicyApproval.approvers(policy);
    return needed <= approvers
        ? Optional.empty()
        : Optional.of(
            Finding.warning("UC1175", "people", "nobody could ever change this policy")
                .because(
                    "a change takes " + needed + " approvals; it lists Approvers: " + approvers)
                .fixedBy("list more people with the role Approver before it is registered"));
  }

  /** A bound of a ring that is misspelt would bind nothing, and nobody would be told. */
  private static void rings(Policy policy, List<RingName> rings, List<Finding> findings) {
    policy.flights().rings().stream()
        .filter(ring -> !rings.contains(ring))
        .map(
            ring ->
                Finding.error("UC1172", ring.value(), "the product has no ring '" + ring + "'")
                    .because("its rings are " + rings + ": the policy would bind none")
                    .fixedBy("mend the name, or add the ring to product.yaml"))
        .forEach(findings::add);
    if (!policy.flights().isInOrderOf(rings)) {
      List<RingName> bound = policy.flights().least().stream().map(LeastRing::ring).toList();
      findings.add(
          Finding.error("UC1176", "least", "'least' is in the order " + bound)
              .because("product.yaml has the rings in the order " + rings)
              .fixedBy("write the rings in one order: a ring follows those that pass before it"));
    }
  }
}
