package dev.updatecenter.capability.tuf;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * One delegation (TUF 4.5).
 *
 * @param name the role trusted with the paths
 * @param keys whose signatures its metadata needs
 * @param terminating whether a search that came here does not go on behind it
 * @param paths the target paths it is trusted with
 * @param renewed when the role's metadata expires, as far as the delegator knows: a note of the
 *     publisher to itself, so that it need not load the role to learn whether it is due. TUF 4.1
 *     lets clients pass over fields that they do not know, and what decides is the role's own file
 */
public record DelegatedRole(
    RoleName name,
    RoleKeys keys,
    boolean terminating,
    DelegatedPaths paths,
    Optional<Instant> renewed) {
  private static final String NOTE = "role_expires";

  /** Refuses a top-level name; cuts fractions of a second. */
  public DelegatedRole {
    renewed = renewed.map(MetadataType::wholeSeconds);
    if (name.isTopLevel()) {
      throw new IllegalArgumentException("not a delegation: " + name + " for " + paths);
    }
  }

  /** What a publisher wants delegated. */
  static DelegatedRole of(Delegation delegation) {
    return new DelegatedRole(
        delegation.name(),
        delegation.authority().roleKeys(),
        delegation.terminating(),
        delegation.paths(),
        Optional.empty());
  }

  static DelegatedRole parse(MetadataFields fields) throws MalformedMetadataException {
    try {
      return new DelegatedRole(
          new RoleName(fields.text("name")),
          RoleKeys.parse(fields),
          fields.flag("terminating"),
          DelegatedPaths.parse(fields),
          fields.has(NOTE) ? Optional.of(fields.instant(NOTE)) : Optional.empty());
    } catch (IllegalArgumentException e) {
      throw fields.malformed("" + e.getMessage());
    }
  }

  /** Whether the role is trusted with a target path. */
  public boolean covers(String target) {
    return paths.cover(target);
  }

  /** The same role with the same paths and other keys. */
  public DelegatedRole withKeys(RoleKeys wanted) {
    return new DelegatedRole(name, wanted, terminating, paths, renewed);
  }

  /** The same role with other paths. */
  public DelegatedRole withPaths(DelegatedPaths wanted) {
    return new DelegatedRole(name, keys, terminating, wanted, renewed);
  }

  /** The same role, noted as good until an instant. */
  public DelegatedRole withRenewed(Instant expires) {
    return new DelegatedRole(name, keys, terminating, paths, Optional.of(expires));
  }

  Map<String, Object> toPlain() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("name", name.value());
    keys.putInto(plain);
    plain.put("terminating", terminating);
    paths.putInto(plain);
    renewed.ifPresent(expires -> plain.put(NOTE, expires.toString()));
    return plain;
  }
}
