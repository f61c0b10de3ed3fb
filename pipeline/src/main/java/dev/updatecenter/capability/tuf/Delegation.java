package dev.updatecenter.capability.tuf;

import java.util.List;

/**
 * What a publisher wants delegated: a role, its keys and its paths.
 *
 * @param name the role's name
 * @param authority the keys that sign for it
 * @param terminating whether a search that came here does not go on behind it
 * @param paths the target paths it is trusted with
 */
public record Delegation(
    RoleName name, RoleAuthority authority, boolean terminating, DelegatedPaths paths) {
  /** A delegation of some patterns. */
  public Delegation(
      RoleName name, RoleAuthority authority, boolean terminating, List<PathPattern> patterns) {
    this(name, authority, terminating, new PathPatterns(patterns));
  }

  /** A terminating delegation of some patterns. */
  public static Delegation of(String name, RoleAuthority authority, String... patterns) {
    return new Delegation(new RoleName(name), authority, true, PathPatterns.of(patterns));
  }
}
