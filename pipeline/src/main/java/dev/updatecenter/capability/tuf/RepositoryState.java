package dev.updatecenter.capability.tuf;

import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A repository as it is wanted, over what is published of it.
 *
 * @param publishedRoot the newest root that is live; none for a new repository
 * @param root the root wanted; its version and expiry count only while it equals the published one
 * @param roles targets and every delegated role, as wanted; likewise
 * @param listed how the published snapshot lists targets roles, also those delegated to no more
 * @param snapshot how the published timestamp lists the snapshot
 * @param timestamp the version of the published timestamp
 */
record RepositoryState(
    Optional<Root> publishedRoot,
    Root root,
    Map<RoleName, Targets> roles,
    Map<RoleName, MetaFile> listed,
    Optional<MetaFile> snapshot,
    Optional<MetadataVersion> timestamp) {
  RepositoryState {
    roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    listed = Map.copyOf(listed);
  }

  RepositoryState withRoot(Root wanted) {
    return new RepositoryState(publishedRoot, wanted, roles, listed, snapshot, timestamp);
  }

  RepositoryState withRoles(Map<RoleName, Targets> wanted) {
    return new RepositoryState(publishedRoot, root, wanted, listed, snapshot, timestamp);
  }

  /** The keys that must sign a role: by the wanted root, or by whoever delegates to it. */
  RoleKeys authority(RoleName role) {
    if (role.isTopLevel()) {
      return root.role(role);
    }
    return delegation(role)
        .orElseThrow(() -> new IllegalArgumentException("nobody delegates to role " + role))
        .keys();
  }

  /** The same with the keys themselves, and who names them. */
  Signatory signatory(RoleName role) {
    if (role.isTopLevel()) {
      return Signatory.of("root", root.role(role), root.keys());
    }
    return roles.entrySet().stream()
        .filter(delegator -> delegator.getValue().delegations().role(role).isPresent())
        .findFirst()
        .map(
            delegator ->
                Signatory.of(
                    delegator.getKey().value(),
                    authority(role),
                    delegator.getValue().delegations().keys()))
        .orElseThrow(() -> new IllegalArgumentException("nobody delegates to role " + role));
  }

  Optional<DelegatedRole> delegation(RoleName role) {
    return roles.values().stream()
        .flatMap(delegator -> delegator.delegations().role(role).stream())
        .findFirst();
  }

  /** Whether a device that looks for a path comes by the role: all the way down from targets. */
  boolean leadsTo(RoleName role, String path) {
    return leadsTo(RoleName.TARGETS, role, path, new HashSet<>());
  }

  private boolean leadsTo(RoleName from, RoleName role, String path, Set<RoleName> seen) {
    Targets delegator = roles.get(from);
    if (from.equals(role) || delegator == null || !seen.add(from)) {
      return from.equals(role);
    }
    return delegator.delegations().roles().stream()
        .anyMatch(to -> to.covers(path) && leadsTo(to.name(), role, path, seen));
  }

  Targets role(RoleName role) {
    Targets found = roles.get(role);
    if (found == null) {
      throw new IllegalArgumentException("this repository has no targets role " + role);
    }
    return found;
  }
}
