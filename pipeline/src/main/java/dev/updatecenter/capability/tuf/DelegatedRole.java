package dev.updatecenter.capability.tuf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One delegation (TUF 4.5).
 *
 * @param name the role trusted with the paths
 * @param keys whose signatures its metadata needs
 * @param terminating whether a search that came here does not go on behind it
 * @param paths the target paths it is trusted with; at least one pattern
 */
public record DelegatedRole(
    RoleName name, RoleKeys keys, boolean terminating, List<PathPattern> paths) {
  /** Copies; refuses a top-level name and a role without paths. */
  public DelegatedRole {
    paths = List.copyOf(paths);
    if (name.isTopLevel() || paths.isEmpty()) {
      throw new IllegalArgumentException("not a delegation: " + name + " for " + paths);
    }
  }

  /** What a publisher wants delegated. */
  static DelegatedRole of(Delegation delegation) {
    return new DelegatedRole(
        delegation.name(),
        delegation.authority().roleKeys(),
        delegation.terminating(),
        delegation.paths());
  }

  static DelegatedRole parse(MetadataFields fields) throws MalformedMetadataException {
    List<PathPattern> paths = new ArrayList<>();
    try {
      for (String path : fields.texts("paths")) {
        paths.add(new PathPattern(path));
      }
      return new DelegatedRole(
          new RoleName(fields.text("name")),
          RoleKeys.parse(fields),
          fields.flag("terminating"),
          paths);
    } catch (IllegalArgumentException e) {
      throw fields.malformed("" + e.getMessage());
    }
  }

  /** The same paths in the hands of others. */
  DelegatedRole withKeys(RoleKeys others) {
    return new DelegatedRole(name, others, terminating, paths);
  }

  /** Whether the role is trusted with a target path. */
  public boolean covers(String target) {
    return paths.stream().anyMatch(pattern -> pattern.matches(target));
  }

  Map<String, Object> toPlain() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("name", name.value());
    keys.putInto(plain);
    plain.put("terminating", terminating);
    plain.put("paths", paths.stream().map(PathPattern::value).toList());
    return plain;
  }
}
