package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ContentDigest;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * root.json (TUF 4.3): the keys of the top-level roles. Repositories without consistent snapshots
 * are not read.
 *
 * @param version its number; a device moves from N to N + 1 only
 * @param expires from when on it is void
 * @param keys every key that a role names, by id
 * @param roles the four top-level roles
 */
public record Root(
    MetadataVersion version,
    Instant expires,
    Map<ContentDigest, TufKey> keys,
    Map<RoleName, RoleKeys> roles)
    implements Metadata {
  private static final List<RoleName> TOP_LEVEL =
      List.of(RoleName.ROOT, RoleName.TARGETS, RoleName.SNAPSHOT, RoleName.TIMESTAMP);

  /** Copies, keeping the order; refuses a root that leaves a top-level role without keys. */
  public Root {
    expires = MetadataType.wholeSeconds(expires);
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    if (!roles.keySet().equals(java.util.Set.copyOf(TOP_LEVEL))) {
      throw new IllegalArgumentException("a root names the keys of " + TOP_LEVEL);
    }
  }

  static Root of(
      MetadataVersion version, Instant expires, Map<RoleName, RoleAuthority> authorities) {
    Map<RoleName, RoleKeys> roles = new LinkedHashMap<>();
    for (RoleName role : TOP_LEVEL) {
      RoleAuthority authority = authorities.get(role);
      if (authority != null) {
        roles.put(role, authority.roleKeys());
      }
    }
    return new Root(version, expires, RoleAuthority.keysById(authorities.values()), roles);
  }

  static Root parse(MetadataFields fields) throws MalformedMetadataException {
    // TUF 5.3.12; only such repositories let a client read while a publisher writes.
    if (!fields.flag("consistent_snapshot")) {
      throw fields.malformed("'consistent_snapshot' is true");
    }
    MetadataFields named = fields.object("roles");
    Map<RoleName, RoleKeys> roles = new LinkedHashMap<>();
    for (RoleName role : TOP_LEVEL) {
      roles.put(role, RoleKeys.parse(named.object(role.value())));
    }
    return new Root(
        fields.version(),
        fields.instant("expires"),
        Delegations.parseKeys(fields.object("keys")),
        roles);
  }

  /** The keys of a top-level role. */
  public RoleKeys role(RoleName name) {
    RoleKeys found = roles.get(name);
    if (found == null) {
      throw new IllegalArgumentException("root does not name the keys of " + name);
    }
    return found;
  }

  /** Whether a key that {@code before} trusted with a role has lost it here (TUF 5.3.11). */
  boolean revokes(Root before, RoleName name) {
    return !role(name).keyIds().containsAll(before.role(name).keyIds());
  }

  @Override
  public Map<String, Object> toPlain() {
    Map<String, Object> plain = MetadataType.common("root", this);
    plain.put("consistent_snapshot", true);
    plain.put("keys", Delegations.plainKeys(keys));
    Map<String, Object> plainRoles = new LinkedHashMap<>();
    roles.forEach(
        (name, role) -> {
          Map<String, Object> entry = new LinkedHashMap<>();
          role.putInto(entry);
          plainRoles.put(name.value(), entry);
        });
    plain.put("roles", plainRoles);
    return plain;
  }
}
