package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.tuf.DelegatedRole;
import dev.updatecenter.capability.tuf.Delegations;
import dev.updatecenter.capability.tuf.ExpiryPolicy;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.RoleKeys;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.kernel.core.PackageVersion;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One role a release below {@code packages}, the newest first. A release's role lists all its
 * packages; {@code packages} leads each path to the newest release that has it, and to no other, so
 * that a device finds what the newest release carries in one file.
 */
public final class ReleaseRoles {
  /** Roles with less than this left are signed again as soon as their key is used anyway. */
  public static final Duration RENEWED_FROM = Duration.ofDays(60);

  private final ExpiryPolicy expiry;
  private final Instant now;

  /**
   * Edits as of an instant.
   *
   * @param expiry what the metadata is signed by
   */
  public ReleaseRoles(ExpiryPolicy expiry, Instant now) {
    this.expiry = expiry;
    this.now = now;
  }

  /** The releases that have a role, lowest version first. */
  public static NavigableSet<PackageVersion> releases(RepositoryEditor editor) {
    NavigableSet<PackageVersion> releases = new TreeSet<>();
    delegated(editor).forEach(role -> version(role).ifPresent(releases::add));
    return releases;
  }

  /** The packages of a release by target path; empty if it has no role. Loads its role alone. */
  public static Map<String, TargetFile> targets(RepositoryEditor editor, PackageVersion version) {
    Map<String, TargetFile> targets = new TreeMap<>();
    for (DelegatedRole role : delegated(editor)) {
      if (isOf(role, Set.of(version))) {
        targets.putAll(editor.role(role.name()).targets());
      }
    }
    return targets;
  }

  /**
   * Gives a release its role. The same packages again change nothing; others replace them. Roles
   * that would expire soon are renewed on the way, because their key is used anyway.
   *
   * @param targets the release's packages; without any it needs no role
   * @throws dev.updatecenter.kernel.core.UpdateCenterException UC5061
   */
  public RepositoryEditor with(
      RepositoryEditor editor, PackageVersion version, Map<String, TargetFile> targets) {
    Map<String, TargetFile> published = targets(editor, version);
    if (published.equals(targets)) {
      return editor;
    }
    // What the release covered up for older ones comes back first.
    RepositoryEditor cleared = published.isEmpty() ? editor : without(editor, Set.of(version));
    return targets.isEmpty() ? cleared : renewed(added(cleared, version, targets));
  }

  private RepositoryEditor added(
      RepositoryEditor editor, PackageVersion version, Map<String, TargetFile> targets) {
    Map<RoleName, Map<String, TargetFile>> parts = ReleaseParts.of(version, targets);
    RoleKeys keys = keysOfPackages(editor);
    List<DelegatedRole> roles = new ArrayList<>();
    parts.forEach((name, part) -> roles.add(delegation(name, keys, part.keySet())));
    for (DelegatedRole other : delegated(editor)) {
      boolean older = version(other).filter(v -> v.compareTo(version) < 0).isPresent();
      roles.add(older ? CoveredPaths.uncovered(editor, other, targets.keySet()) : other);
    }
    RepositoryEditor edited = delegating(editor, roles);
    for (Map.Entry<RoleName, Map<String, TargetFile>> part : parts.entrySet()) {
      edited = edited.withTargets(part.getKey(), part.getValue());
    }
    return edited;
  }

  private DelegatedRole delegation(RoleName name, RoleKeys keys, Set<String> paths) {
    return new DelegatedRole(
        name, keys, false, CoveredPaths.of(paths), Optional.of(expiry.expiry(name, now)));
  }

  /**
   * Lets releases go: no device finds their roles any more. Packages that a release which stays has
   * too are found there from then on. Releases without a role are passed over.
   */
  public RepositoryEditor without(RepositoryEditor editor, Set<PackageVersion> versions) {
    List<DelegatedRole> before = delegated(editor);
    List<DelegatedRole> kept = new ArrayList<>();
    Set<String> orphans = new HashSet<>();
    for (int i = 0; i < before.size(); i++) {
      DelegatedRole role = before.get(i);
      boolean last = before.subList(i, before.size()).stream().allMatch(r -> isOf(r, versions));
      if (last) {
        break;
      }
      if (isOf(role, versions)) {
        editor.role(role.name()).targets().keySet().stream()
            .filter(role::covers)
            .forEach(orphans::add);
      } else {
        kept.add(CoveredPaths.adopting(editor, role, orphans));
      }
    }
    return kept.size() == before.size() ? editor : delegating(editor, kept);
  }

  /** Signs {@code packages} and the releases' roles again, those with less than 60 days left. */
  public RepositoryEditor renewed(RepositoryEditor editor) {
    Instant due = now.plus(RENEWED_FROM);
    Set<RoleName> renewed = new HashSet<>();
    List<DelegatedRole> roles = new ArrayList<>();
    for (DelegatedRole role : delegated(editor)) {
      boolean soon = role.renewed().map(due::isAfter).orElse(true);
      if (soon) {
        renewed.add(role.name());
      }
      roles.add(soon ? role.withRenewed(expiry.expiry(role.name(), now)) : role);
    }
    boolean packages = editor.role(RepositoryRoles.PACKAGES).expires().isBefore(due);
    if (packages && !editor.isChanged(RepositoryRoles.PACKAGES)) {
      renewed.add(RepositoryRoles.PACKAGES);
    }
    return renewed.isEmpty() ? editor : delegating(editor, roles).withRenewed(renewed);
  }

  /** Gives every release's role the keys that {@code packages} has, where they differ. */
  public RepositoryEditor withKeysOfPackages(RepositoryEditor editor) {
    RoleKeys keys = keysOfPackages(editor);
    List<DelegatedRole> roles = new ArrayList<>();
    for (DelegatedRole role : delegated(editor)) {
      roles.add(
          version(role).isEmpty() || role.keys().equals(keys)
              ? role
              : role.withKeys(keys).withRenewed(expiry.expiry(role.name(), now)));
    }
    return delegating(editor, roles);
  }

  /** The newest first; what is no release's role stays behind them. */
  private static RepositoryEditor delegating(RepositoryEditor editor, List<DelegatedRole> roles) {
    List<DelegatedRole> ordered = new ArrayList<>(roles);
    ordered.sort(
        Comparator.comparing(
            (DelegatedRole role) -> ReleaseRole.of(role.name()).orElse(null),
            Comparator.nullsLast(ReleaseRole.NEWEST_FIRST)));
    Delegations before = editor.role(RepositoryRoles.PACKAGES).delegations();
    return editor.withDelegations(
        RepositoryRoles.PACKAGES,
        before.with(editor.role(RoleName.TARGETS).delegations().keys(), ordered));
  }

  private static RoleKeys keysOfPackages(RepositoryEditor editor) {
    return editor
        .role(RoleName.TARGETS)
        .delegations()
        .role(RepositoryRoles.PACKAGES)
        .orElseThrow()
        .keys();
  }

  private static List<DelegatedRole> delegated(RepositoryEditor editor) {
    return editor.role(RepositoryRoles.PACKAGES).delegations().roles();
  }

  private static Optional<PackageVersion> version(DelegatedRole role) {
    return ReleaseRole.of(role.name()).map(ReleaseRole::version);
  }

  private static boolean isOf(DelegatedRole role, Set<PackageVersion> versions) {
    return version(role).filter(versions::contains).isPresent();
  }
}
