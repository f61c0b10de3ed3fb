package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ContentDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whom a targets role trusts with which paths (TUF 4.5).
 *
 * @param keys every key that a delegated role names, by id
 * @param roles in the order they are searched, no name twice
 */
public record Delegations(Map<ContentDigest, TufKey> keys, List<DelegatedRole> roles) {
  /** No delegation at all. */
  public static final Delegations NONE = new Delegations(Map.of(), List.of());

  /** Copies; refuses one name for two roles. */
  public Delegations {
    keys = Collections.unmodifiableMap(new LinkedHashMap<>(keys));
    roles = List.copyOf(roles);
    if (roles.stream().map(DelegatedRole::name).distinct().count() != roles.size()) {
      throw new IllegalArgumentException("a role is delegated to twice");
    }
  }

  /** The delegations that a publisher asks for, in that order. */
  public static Delegations of(List<Delegation> wanted) {
    return new Delegations(
        RoleAuthority.keysById(wanted.stream().map(Delegation::authority).toList()),
        wanted.stream().map(DelegatedRole::of).toList());
  }

  /** The same keys and others, for other roles; keys that none of them names are left out. */
  public Delegations with(Map<ContentDigest, TufKey> more, List<DelegatedRole> wanted) {
    Map<ContentDigest, TufKey> known = new LinkedHashMap<>(keys);
    known.putAll(more);
    Set<ContentDigest> named =
        wanted.stream().flatMap(to -> to.keys().keyIds().stream()).collect(Collectors.toSet());
    known.keySet().retainAll(named);
    return new Delegations(known, wanted);
  }

  static Delegations parse(MetadataFields fields) throws MalformedMetadataException {
    List<DelegatedRole> roles = new ArrayList<>();
    for (MetadataFields role : fields.objects("roles")) {
      roles.add(DelegatedRole.parse(role));
    }
    try {
      return new Delegations(parseKeys(fields.object("keys")), roles);
    } catch (IllegalArgumentException e) {
      throw fields.malformed("" + e.getMessage());
    }
  }

  /** Keys by id, each id the digest of the key it names. */
  static Map<ContentDigest, TufKey> parseKeys(MetadataFields fields)
      throws MalformedMetadataException {
    Map<ContentDigest, TufKey> keys = new LinkedHashMap<>();
    for (String id : fields.names()) {
      TufKey key = TufKey.parse(fields.object(id));
      // TUF 4.2: a client computes each key id itself.
      if (!key.id().hex().equals(id)) {
        throw fields.malformed("the key named " + id + " has the id " + key.id());
      }
      keys.put(key.id(), key);
    }
    return keys;
  }

  static Map<String, Object> plainKeys(Map<ContentDigest, TufKey> keys) {
    Map<String, Object> plain = new LinkedHashMap<>();
    keys.forEach((id, key) -> plain.put(id.hex(), key.toPlain()));
    return plain;
  }

  /** The delegations by role, in order; a map to be changed. */
  Map<RoleName, DelegatedRole> byName() {
    Map<RoleName, DelegatedRole> named = new LinkedHashMap<>();
    roles.forEach(role -> named.put(role.name(), role));
    return named;
  }

  /** The delegation to a role. */
  public Optional<DelegatedRole> role(RoleName name) {
    return roles.stream().filter(role -> role.name().equals(name)).findFirst();
  }

  Map<String, Object> toPlain() {
    Map<String, Object> plain = new LinkedHashMap<>();
    plain.put("keys", plainKeys(keys));
    plain.put("roles", roles.stream().map(DelegatedRole::toPlain).toList());
    return plain;
  }
}
