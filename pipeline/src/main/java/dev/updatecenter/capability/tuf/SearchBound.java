package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * How many roles the search for one target may come by, at most: clients give up after {@link
 * TufClient#MAX_ROLES} (TUF 5.6.7.1), and a target behind those would never be found. How many
 * roles there are does not matter.
 */
final class SearchBound {
  private static final Pattern WILDCARD = Pattern.compile("[*?]");

  private SearchBound() {}

  /**
   * Asks that a search ends that comes by a role.
   *
   * @throws UpdateCenterException UC5061 if it might not
   */
  static void require(RepositoryState state, RoleName delegator) {
    int roles = 1;
    RoleName at = delegator;
    while (true) {
      roles += width(state.role(at).delegations());
      if (at.equals(RoleName.TARGETS)) {
        break;
      }
      at = state.delegator(at);
    }
    if (roles > TufClient.MAX_ROLES) {
      throw UpdateCenterException.error(
              "UC5061",
              ExitCode.FAILED,
              "a search below role " + delegator + " could come by " + roles + " roles")
          .where(delegator)
          .why("devices give up after " + TufClient.MAX_ROLES + " roles, and would find nothing")
          .fix("let old releases go (ducctl repo gc), then run the same command again")
          .state("nothing was published")
          .build();
    }
  }

  /** How many delegations of one role may cover the same target. Never too low. */
  static int width(Delegations delegations) {
    return widthOfPatterns(delegations.roles()) + widthOfPrefixes(delegations.roles());
  }

  private static int widthOfPatterns(List<DelegatedRole> roles) {
    // Two patterns with wildcards are taken to meet somewhere; a path without one is asked exactly.
    int wild = (int) roles.stream().filter(role -> hasPattern(role, SearchBound::isWild)).count();
    return roles.stream()
        .flatMap(role -> patterns(role).stream())
        .filter(pattern -> !isWild(pattern))
        .mapToInt(path -> (int) roles.stream().filter(role -> coversByPattern(role, path)).count())
        .reduce(wild, Math::max);
  }

  private static boolean coversByPattern(DelegatedRole role, PathPattern path) {
    return role.paths() instanceof PathPatterns && role.covers(path.value());
  }

  private static boolean hasPattern(DelegatedRole role, Predicate<PathPattern> which) {
    return patterns(role).stream().anyMatch(which);
  }

  private static List<PathPattern> patterns(DelegatedRole role) {
    return role.paths() instanceof PathPatterns paths ? paths.patterns() : List.of();
  }

  private static boolean isWild(PathPattern pattern) {
    return WILDCARD.matcher(pattern.value()).find();
  }

  private static int widthOfPrefixes(List<DelegatedRole> roles) {
    // Whoever has a prefix covers all that begins with it; the longest prefixes meet the most.
    Map<String, Integer> roleCount = new HashMap<>();
    for (DelegatedRole role : roles) {
      prefixes(role).forEach(prefix -> roleCount.merge(prefix, 1, Integer::sum));
    }
    int most = 0;
    for (String prefix : roleCount.keySet()) {
      int covering = 0;
      for (int length = 1; length <= prefix.length(); length++) {
        covering += roleCount.getOrDefault(prefix.substring(0, length), 0);
      }
      most = Math.max(most, covering);
    }
    return most;
  }

  private static Collection<String> prefixes(DelegatedRole role) {
    return role.paths() instanceof PathHashPrefixes hashes ? hashes.values() : List.of();
  }
}
