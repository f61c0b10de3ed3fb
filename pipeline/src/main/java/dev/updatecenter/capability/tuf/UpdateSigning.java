package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;

/** One signing: numbers the changed roles, signs them, lists them, and the lists after them. */
final class UpdateSigning {
  private static final int MAX_ORPHANS = 10_000;

  private final RepositoryState state;
  private final Set<RoleName> changed;
  private final ExpiryPolicy expiry;
  private final Map<RoleName, List<MetadataSigner>> signers;
  private final Instant now;
  private final Predicate<String> taken;

  UpdateSigning(
      RepositoryState state,
      Set<RoleName> changed,
      ExpiryPolicy expiry,
      Map<RoleName, List<MetadataSigner>> signers,
      Instant now,
      Predicate<String> taken) {
    this.state = state;
    this.changed = changed;
    this.expiry = expiry;
    this.signers = signers;
    this.now = now;
    this.taken = taken;
  }

  MetadataUpdate sign() {
    List<MetadataFile> versioned = new ArrayList<>();
    Map<RoleName, MetaFile> listed = new LinkedHashMap<>(state.listed());
    for (RoleName role : changedTargets()) {
      MetadataFile file = targets(role);
      versioned.add(file);
      listed.put(role, file.listing());
    }
    Optional<MetaFile> snapshot = state.snapshot();
    // A mere heartbeat: nothing that the snapshot says has changed, nor its expiry.
    if (snapshot.isEmpty() || !changed.equals(Set.of(RoleName.TIMESTAMP))) {
      MetadataFile file = snapshot(listed);
      versioned.add(file);
      snapshot = Optional.of(file.listing());
    }
    if (changed.contains(RoleName.ROOT)) {
      versioned.add(root());
    }
    return new MetadataUpdate(versioned, timestamp(snapshot.orElseThrow()));
  }

  /** The deepest first, targets last: a role is there before it is delegated to. */
  private List<RoleName> changedTargets() {
    Set<RoleName> asked = new HashSet<>(changed);
    asked.removeIf(role -> role.isTopLevel() && !role.equals(RoleName.TARGETS));
    return state.tree().find(asked).values().stream()
        .sorted(Comparator.comparingInt(DelegationTree.Place::depth).reversed())
        .map(DelegationTree.Place::role)
        .toList();
  }

  private MetadataFile targets(RoleName role) {
    Targets wanted = state.role(role);
    MetadataVersion version =
        free(role, Optional.ofNullable(state.listed().get(role)).map(MetaFile::version));
    return signed(
        role,
        new Targets(version, expiry.expiry(role, now), wanted.targets(), wanted.delegations()));
  }

  private MetadataFile snapshot(Map<RoleName, MetaFile> listed) {
    RoleName role = RoleName.SNAPSHOT;
    MetadataVersion version = free(role, state.snapshot().map(MetaFile::version));
    return signed(role, new Snapshot(version, expiry.expiry(role, now), listed));
  }

  private MetadataFile timestamp(MetaFile snapshot) {
    RoleName role = RoleName.TIMESTAMP;
    // Not versioned by name: the conditional swap decides whose this number is.
    MetadataVersion version =
        state.timestamp().map(MetadataVersion::next).orElse(MetadataVersion.FIRST);
    return signed(role, new Timestamp(version, expiry.expiry(role, now), snapshot));
  }

  private MetadataFile root() {
    RoleName role = RoleName.ROOT;
    MetadataVersion version =
        state.publishedRoot().map(root -> root.version().next()).orElse(MetadataVersion.FIRST);
    String name = role.fileName(version);
    if (taken.test(name)) {
      throw rootTaken(name);
    }
    Root wanted = state.root();
    Root root = new Root(version, expiry.expiry(role, now), wanted.keys(), wanted.roles());
    List<RoleKeys> authorities = new ArrayList<>(List.of(root.role(role)));
    state.publishedRoot().ifPresent(before -> authorities.add(before.role(role))); // TUF 5.3.4
    return new MetadataFile(role, new Unsigned<>(role, root).sign(signers(role), authorities));
  }

  private MetadataFile signed(RoleName role, Metadata content) {
    return new MetadataFile(
        role, new Unsigned<>(role, content).sign(signers(role), List.of(state.authority(role))));
  }

  /**
   * Who signs for a role; for one that has no signers of its own, those of whoever delegates to it.
   * Keys that the role does not know are not used in any case.
   */
  private List<MetadataSigner> signers(RoleName role) {
    List<MetadataSigner> own = signers.get(role);
    if (own == null && !role.isTopLevel()) {
      return signers(state.delegator(role));
    }
    return own == null ? List.of() : own;
  }

  /** The number after the published one whose name no dead publisher's orphan holds. */
  private MetadataVersion free(RoleName role, Optional<MetadataVersion> published) {
    MetadataVersion version = published.map(MetadataVersion::next).orElse(MetadataVersion.FIRST);
    for (int i = 0; i < MAX_ORPHANS; i++) {
      if (!taken.test(role.fileName(version))) {
        return version;
      }
      version = version.next();
    }
    throw UpdateCenterException.error(
            "UC5018", ExitCode.CONFLICT, "no free number for " + role.fileName())
        .where(role)
        .why(MAX_ORPHANS + " names after the published version are taken")
        .fix("look at who writes there, and run: ducctl repo gc")
        .state("nothing was published")
        .build();
  }

  private static UpdateCenterException rootTaken(String name) {
    return UpdateCenterException.error("UC5013", ExitCode.CONFLICT, name + " is there already")
        .where(name)
        .why("a root is live once it is there and its numbers have no gaps")
        .fix("load the repository again: a root that verifies is adopted")
        .state("nothing was published")
        .build();
  }
}
