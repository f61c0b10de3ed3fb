package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.tuf.DelegatedRole;
import dev.updatecenter.capability.tuf.PathHashPrefixes;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which of its packages a release's role is asked for: those that no newer release has. That keeps
 * {@code packages} as small as there are different packages, and the search for one short.
 */
final class CoveredPaths {
  /**
   * Digits of a path's digest. With 100,000 paths a path begins like another release's with a
   * chance of 0.6 %, and the search then opens one file in vain.
   */
  private static final int DIGITS = 6;

  private CoveredPaths() {}

  /** These paths. */
  static PathHashPrefixes of(Collection<String> paths) {
    return new PathHashPrefixes(prefixes(paths));
  }

  /**
   * A role without the paths that a newer release has now. Loads the role only if it may have some
   * of them.
   */
  static DelegatedRole uncovered(RepositoryEditor editor, DelegatedRole role, Set<String> newer) {
    if (!(role.paths() instanceof PathHashPrefixes before)) {
      return role;
    }
    Set<String> common = prefixes(newer);
    common.retainAll(before.values());
    if (common.isEmpty()) {
      return role;
    }
    // Another package's path may begin alike: such a prefix stays.
    Set<String> own = new HashSet<>(editor.role(role.name()).targets().keySet());
    own.removeAll(newer);
    common.removeAll(prefixes(own));
    Set<String> left = new TreeSet<>(before.values());
    left.removeAll(common);
    if (left.isEmpty()) {
      // A delegation has a prefix at least; the role is kept for when the newer release goes.
      left.add(before.values().iterator().next());
    }
    return role.withPaths(new PathHashPrefixes(left));
  }

  /**
   * A role with those of its packages that led to a release which is let go.
   *
   * @param orphans paths that lead nowhere; what the role takes is removed
   */
  static DelegatedRole adopting(RepositoryEditor editor, DelegatedRole role, Set<String> orphans) {
    if (orphans.isEmpty() || !(role.paths() instanceof PathHashPrefixes before)) {
      return role;
    }
    Set<String> adopted = new HashSet<>(editor.role(role.name()).targets().keySet());
    adopted.retainAll(orphans);
    orphans.removeAll(adopted);
    Set<String> all = before.values();
    all.addAll(prefixes(adopted));
    return role.withPaths(new PathHashPrefixes(all));
  }

  private static Set<String> prefixes(Collection<String> paths) {
    Set<String> prefixes = new TreeSet<>();
    paths.forEach(path -> prefixes.add(PathHashPrefixes.hash(path).substring(0, DIGITS)));
    return prefixes;
  }
}
