package dev.updatecenter.capability.authenticode;

import java.security.cert.X509Certificate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds a way from a certificate to a root, by names and by keys that verify. */
final class PathFinder {
  private static final int LONGEST = 8;
  private static final int MOST_STEPS = 200;

  private final Set<X509Certificate> roots;
  private final List<X509Certificate> others;
  private final Issuance issuance = new Issuance();

  PathFinder(Set<X509Certificate> roots, Collection<X509Certificate> others) {
    this.roots = Set.copyOf(roots);
    this.others = List.copyOf(others);
  }

  /** The shortest way, leaf first, root last; bounded, however the certificates point around. */
  Optional<List<X509Certificate>> find(X509Certificate leaf) {
    Deque<List<X509Certificate>> open = new ArrayDeque<>(List.of(List.of(leaf)));
    for (int steps = 0; !open.isEmpty() && steps < MOST_STEPS; steps++) {
      List<X509Certificate> path = open.removeFirst();
      X509Certificate last = path.get(path.size() - 1);
      for (X509Certificate root : roots) {
        if (!root.equals(last) && issuance.issued(root, last)) {
          return Optional.of(longer(path, root));
        }
      }
      for (X509Certificate other : others) {
        if (path.size() < LONGEST && !path.contains(other) && issuance.issued(other, last)) {
          open.addLast(longer(path, other));
        }
      }
    }
    return Optional.empty();
  }

  private static List<X509Certificate> longer(List<X509Certificate> path, X509Certificate next) {
    List<X509Certificate> longer = new ArrayList<>(path);
    longer.add(next);
    return List.copyOf(longer);
  }
}
