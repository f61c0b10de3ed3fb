package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ContentDigest;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What new metadata changes, in words; made from both sides, never read from a file. */
final class ProposalChanges {
  private static final int MOST = 20;

  private final List<String> words = new ArrayList<>();

  private ProposalChanges() {}

  static List<String> of(Optional<Metadata> base, Metadata next) {
    ProposalChanges changes = new ProposalChanges();
    if (base.isEmpty()) {
      changes.words.add("the first of its role: version " + next.version());
    } else {
      changes.words.add(
          "version " + base.get().version() + " becomes version " + next.version());
    }
    changes.words.add(
        "it is good until "
            + next.expires()
            + base.map(old -> ", the one before until " + old.expires()).orElse(""));
    if (next instanceof Root root) {
      changes.roots(base.map(Root.class::cast), root);
    } else if (next instanceof Targets targets) {
      changes.targets(base.map(Targets.class::cast), targets);
    }
    if (changes.words.size() == 2) {
      changes.words.add("nothing else changes");
    }
    return List.copyOf(changes.words);
  }

  private void roots(Optional<Root> before, Root after) {
    for (Map.Entry<RoleName, RoleKeys> role : after.roles().entrySet()) {
      keys(role.getKey(), before.map(old -> old.role(role.getKey())), role.getValue());
    }
  }

  private void keys(RoleName role, Optional<RoleKeys> before, RoleKeys after) {
    Set<ContentDigest> old = before.map(RoleKeys::keyIds).orElse(Set.of());
    Set<ContentDigest> gone = new LinkedHashSet<>(old);
    gone.removeAll(after.keyIds());
    gone.forEach(id -> words.add("role " + role + " loses key " + id));
    Set<ContentDigest> came = new LinkedHashSet<>(after.keyIds());
    came.removeAll(old);
    came.forEach(id -> words.add("role " + role + " gains key " + id));
    int was = before.map(RoleKeys::threshold).orElse(0);
    if (was != after.threshold()) {
      words.add(
          "role "
              + role
              + " needs "
              + after.threshold()
              + " of "
              + after.keyIds().size()
              + " keys"
              + (was == 0 ? "" : ", needed " + was + " of " + old.size() + " before"));
    }
  }

  private void targets(Optional<Targets> before, Targets after) {
    List<String> named = new ArrayList<>();
    Map<String, TargetFile> old = before.map(Targets::targets).orElse(Map.of());
    after
        .targets()
        .forEach(
            (path, file) -> {
              TargetFile was = old.get(path);
              if (was == null) {
                named.add("names " + path + ", SHA-256 " + file.sha256());
              } else if (!was.equals(file)) {
                named.add("changes " + path + " to SHA-256 " + file.sha256());
              }
            });
    old.keySet().stream()
        .filter(path -> !after.targets().containsKey(path))
        .forEach(path -> named.add("names " + path + " no more"));
    words.addAll(named.subList(0, Math.min(MOST, named.size())));
    if (named.size() > MOST) {
      words.add("and " + (named.size() - MOST) + " more targets");
    }
    delegations(before.map(Targets::delegations).orElse(Delegations.NONE), after.delegations());
  }

  private void delegations(Delegations before, Delegations after) {
    for (DelegatedRole role : after.roles()) {
      Optional<DelegatedRole> was = before.role(role.name());
      if (was.isEmpty()) {
        words.add("trusts a new role " + role.name());
      }
      keys(role.name(), was.map(DelegatedRole::keys), role.keys());
      if (was.filter(old -> !old.equals(changedOnlyIn(role, old))).isPresent()) {
        words.add("changes which paths role " + role.name() + " is trusted with");
      }
    }
    before.roles().stream()
        .filter(role -> after.role(role.name()).isEmpty())
        .forEach(role -> words.add("trusts role " + role.name() + " no more"));
    if (!order(before, after).equals(order(after, before))) {
      words.add("changes the order in which roles are searched");
    }
  }

  /** The new delegation with the keys of the old: what else differs is about paths. */
  private static DelegatedRole changedOnlyIn(DelegatedRole now, DelegatedRole old) {
    return new DelegatedRole(now.name(), old.keys(), now.terminating(), now.paths(), old.renewed());
  }

  private static List<RoleName> order(Delegations of, Delegations common) {
    return of.roles().stream()
        .map(DelegatedRole::name)
        .filter(name -> common.role(name).isPresent())
        .toList();
  }
}
