package dev.updatecenter.app.api;

import dev.updatecenter.app.wiring.PersonKeys.PersonKey;
import dev.updatecenter.kernel.core.ContentDigest;
import org.jspecify.annotations.Nullable;

/**
 * The key by which somebody acts; never the key itself.
 *
 * @param person their name in policy.yaml
 * @param keyId what policy.yaml lists under {@code people.keys}, hex; null while there is none
 * @param file where the key lies, or would
 */
public record PersonKeyJson(String person, @Nullable String keyId, String file, boolean exists) {
  /** What is known of a key. */
  public static PersonKeyJson of(PersonKey key) {
    return new PersonKeyJson(
        key.name(),
        key.id().map(ContentDigest::hex).orElse(null),
        key.file().toString(),
        key.id().isPresent());
  }
}
