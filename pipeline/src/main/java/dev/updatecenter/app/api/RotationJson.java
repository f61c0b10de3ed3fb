package dev.updatecenter.app.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code keys rotate}.
 *
 * @param rotated false where the role has the configured keys already
 * @param keyIds the keys that the role has now
 * @param threshold how many of them have to sign
 * @param root the number of the newest root
 * @param kept where the key file lies that was replaced; null where it lies elsewhere
 */
public record RotationJson(
    int schemaVersion,
    String product,
    String role,
    boolean rotated,
    List<String> keyIds,
    int threshold,
    long root,
    @Nullable String kept) {
  /** Copies. */
  public RotationJson {
    keyIds = List.copyOf(keyIds);
  }
}
