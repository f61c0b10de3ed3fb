package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ContentDigest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The keys that a publisher gives a role.
 *
 * @param keys each once
 * @param threshold how many of them must sign; not more than there are
 */
public record RoleAuthority(List<TufKey> keys, int threshold) {
  /** Copies; refuses a threshold that the keys can never meet. */
  public RoleAuthority {
    keys = List.copyOf(keys);
    long distinct = keys.stream().distinct().count();
    if (distinct != keys.size() || threshold < 1 || threshold > keys.size()) {
      throw new IllegalArgumentException(
          "a threshold of " + threshold + " does not go with " + distinct + " distinct keys");
    }
  }

  /** One key that signs alone. */
  public static RoleAuthority of(TufKey key) {
    return new RoleAuthority(List.of(key), 1);
  }

  RoleKeys roleKeys() {
    return new RoleKeys(
        keys.stream()
            .map(TufKey::id)
            .collect(Collectors.toCollection(java.util.LinkedHashSet::new)),
        threshold);
  }

  static Map<ContentDigest, TufKey> keysById(Iterable<RoleAuthority> authorities) {
    Map<ContentDigest, TufKey> keys = new LinkedHashMap<>();
    for (RoleAuthority authority : authorities) {
      authority.keys.forEach(key -> keys.put(key.id(), key));
    }
    return keys;
  }
}
