package dev.updatecenter.capability.tuf;

import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The delegation tree of a repository as it is wanted, walked from {@code targets} level by level.
 * A walk ends when it has found what it looks for, and loads only the roles that it went through:
 * of a hundred roles below {@code packages} none, when it looks for one of them.
 */
final class DelegationTree {
  private final Map<RoleName, Targets> wanted;
  private final PublishedRoles published;

  /**
   * A tree.
   *
   * @param wanted targets, and every role that differs from what is published
   */
  DelegationTree(Map<RoleName, Targets> wanted, PublishedRoles published) {
    this.wanted = wanted;
    this.published = published;
  }

  /**
   * Where a role hangs.
   *
   * @param role which
   * @param delegator the first role on the way from the top that delegates to it
   * @param depth 0 for targets
   */
  record Place(RoleName role, RoleName delegator, int depth) {
    private static final Place TOP = new Place(RoleName.TARGETS, RoleName.ROOT, 0);
  }

  /** Where a role hangs; empty if the tree does not lead to it. */
  Optional<Place> find(RoleName role) {
    return Optional.ofNullable(find(Set.of(role)).get(role));
  }

  /** Those of some roles that the tree leads to, in the order of a search by levels. */
  Map<RoleName, Place> find(Collection<RoleName> roles) {
    Set<RoleName> missing = new HashSet<>(roles);
    Map<RoleName, Place> found = new LinkedHashMap<>();
    walk(
        place -> {
          if (missing.remove(place.role())) {
            found.put(place.role(), place);
          }
          return !missing.isEmpty();
        });
    return found;
  }

  /** Every role, targets first. Loads all of them, one after the other. */
  Map<RoleName, Place> all() {
    Map<RoleName, Place> all = new LinkedHashMap<>();
    walk(place -> all.put(place.role(), place) == null);
    return all;
  }

  private void walk(Visitor visitor) {
    Deque<Place> open = new ArrayDeque<>();
    Set<RoleName> seen = new HashSet<>(Set.of(RoleName.TARGETS));
    boolean more = visitor.visit(Place.TOP);
    open.add(Place.TOP);
    while (more && !open.isEmpty()) {
      Place from = open.remove();
      for (DelegatedRole to : content(from).delegations().roles()) {
        Place place = new Place(to.name(), from.role(), from.depth() + 1);
        if (more && seen.add(to.name())) {
          more = visitor.visit(place);
          open.add(place);
        }
      }
    }
  }

  /** Sees each role once. */
  private interface Visitor {
    /** Whether to go on. */
    boolean visit(Place place);
  }

  /** What a role says, as wanted or else as published. */
  Targets content(Place place) {
    Targets changed = wanted.get(place.role());
    return changed != null ? changed : published.load(place.role(), place.delegator());
  }

  /** Whether a device that looks for a path comes by the role: all the way down from targets. */
  boolean leadsTo(RoleName role, String path) {
    return role.equals(RoleName.TARGETS) || leadsTo(Place.TOP, role, path, new HashSet<>());
  }

  private boolean leadsTo(Place from, RoleName role, String path, Set<RoleName> seen) {
    if (!seen.add(from.role())) {
      return false;
    }
    Delegations delegations = content(from).delegations();
    if (delegations.role(role).filter(to -> to.covers(path)).isPresent()) {
      return true;
    }
    return delegations.roles().stream()
        .filter(to -> to.covers(path))
        .map(to -> new Place(to.name(), from.role(), from.depth() + 1))
        .anyMatch(to -> leadsTo(to, role, path, seen));
  }
}
