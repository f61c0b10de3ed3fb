package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.tuf.Delegation;
import dev.updatecenter.capability.tuf.RoleAuthority;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The roles of a product's repository: who is trusted with which paths. */
public final class RepositoryRoles {
  /** Signs packages; its key is never the EV key. */
  public static final RoleName PACKAGES = new RoleName("packages");

  /** Signs the state of all rings; its key is online. */
  public static final RoleName ROLLOUT = new RoleName("rollout");

  private RepositoryRoles() {}

  /** The role that signs what a ring offers. */
  public static RoleName ring(RingName ring) {
    return new RoleName("ring-" + ring);
  }

  /** The roles of every repository and those of the rings. */
  public static List<RoleName> all(List<RingName> rings) {
    List<RoleName> roles =
        new ArrayList<>(
            List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT, RoleName.TIMESTAMP));
    roles.add(PACKAGES);
    rings.forEach(r -> roles.add(ring(r)));
    roles.add(ROLLOUT);
    return roles;
  }

  static List<Delegation> delegations(
      ProductName product, List<RingName> rings, Map<RoleName, RoleAuthority> keys) {
    List<Delegation> delegations = new ArrayList<>();
    delegations.add(delegation(PACKAGES, keys, "packages/*/*"));
    for (RingName ring : rings) {
      delegations.add(delegation(ring(ring), keys, ReleaseLayout.offerTarget(product, ring)));
    }
    delegations.add(delegation(ROLLOUT, keys, ReleaseLayout.rolloutTarget(product)));
    return delegations;
  }

  private static Delegation delegation(
      RoleName role, Map<RoleName, RoleAuthority> keys, String path) {
    RoleAuthority authority = keys.get(role);
    if (authority == null) {
      throw new IllegalArgumentException("role " + role + " has no key");
    }
    return Delegation.of(role.value(), authority, path);
  }
}
