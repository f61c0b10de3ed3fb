package dev.updatecenter.capability.tuf;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A repository as it is wanted, over what is published of it. Delegated roles that are as published
 * are not in here: their lines in the snapshot stay as they are.
 *
 * @param publishedRoot the newest root that is live; none for a new repository
 * @param root the root wanted; its version and expiry count only while it equals the published one
 * @param wanted targets, and every delegated role whose content changed; likewise
 * @param listed how the published snapshot lists targets roles, also those delegated to no more
 * @param snapshot how the published timestamp lists the snapshot
 * @param timestamp the version of the published timestamp
 * @param published where the other roles come from
 */
record RepositoryState(
    Optional<Root> publishedRoot,
    Root root,
    Map<RoleName, Targets> wanted,
    Map<RoleName, MetaFile> listed,
    Optional<MetaFile> snapshot,
    Optional<MetadataVersion> timestamp,
    PublishedRoles published) {
  RepositoryState {
    wanted = Collections.unmodifiableMap(new LinkedHashMap<>(wanted));
    listed = Collections.unmodifiableMap(new LinkedHashMap<>(listed));
  }

  /** Of a repository that has nothing but, perhaps, a root. */
  static RepositoryState unpublished(Optional<Root> publishedRoot, Root root, Targets targets) {
    return new RepositoryState(
        publishedRoot,
        root,
        Map.of(RoleName.TARGETS, targets),
        Map.of(),
        Optional.empty(),
        Optional.empty(),
        PublishedRoles.NONE);
  }

  RepositoryState withRoot(Root other) {
    return new RepositoryState(
        publishedRoot, other, wanted, listed, snapshot, timestamp, published);
  }

  RepositoryState withWanted(Map<RoleName, Targets> other) {
    return new RepositoryState(publishedRoot, root, other, listed, snapshot, timestamp, published);
  }

  /**
   * Without roles that nobody delegates to any more. Their lines stay, without length and digest:
   * TUF 5.5.5 has a client refuse a snapshot that forgets a role.
   */
  RepositoryState without(Iterable<RoleName> gone) {
    Map<RoleName, Targets> kept = new LinkedHashMap<>(wanted);
    Map<RoleName, MetaFile> lines = new LinkedHashMap<>(listed);
    for (RoleName role : gone) {
      kept.remove(role);
      lines.computeIfPresent(role, (name, line) -> MetaFile.of(line.version()));
    }
    return new RepositoryState(publishedRoot, root, kept, lines, snapshot, timestamp, published);
  }

  DelegationTree tree() {
    return new DelegationTree(wanted, published);
  }

  /** Where a role hangs in the tree; looked for only if there can be one. */
  Optional<DelegationTree.Place> place(RoleName role) {
    boolean known = wanted.containsKey(role) || listed.containsKey(role);
    return known ? tree().find(role) : Optional.empty();
  }

  /** The keys that must sign a role: by the wanted root, or by whoever delegates to it. */
  RoleKeys authority(RoleName role) {
    return role.isTopLevel() ? root.role(role) : delegation(role).keys();
  }

  private DelegatedRole delegation(RoleName role) {
    return role(delegator(role)).delegations().role(role).orElseThrow();
  }

  /** Who delegates to a role. */
  RoleName delegator(RoleName role) {
    return place(role)
        .orElseThrow(() -> new IllegalArgumentException("nobody delegates to role " + role))
        .delegator();
  }

  /** What a role says, as wanted or else as published; loaded anew at each call in that case. */
  Targets role(RoleName role) {
    Targets changed = wanted.get(role);
    if (changed != null) {
      return changed;
    }
    return place(role)
        .map(tree()::content)
        .orElseThrow(
            () -> new IllegalArgumentException("this repository has no targets role " + role));
  }
}
