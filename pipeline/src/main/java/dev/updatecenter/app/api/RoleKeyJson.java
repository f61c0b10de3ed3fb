package dev.updatecenter.app.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key of a metadata role; never the key itself.
 *
 * @param keyId SHA-256 of the public key as TUF has it, hex; null while there is none
 * @param file where the key lies, or would: a file, or the {@code pkcs11:} address of a token
 */
public record RoleKeyJson(
    String product, String role, @Nullable String keyId, String file, boolean exists) {
  /** The keys of products, as {@code keys list} prints them. */
  public record Listing(int schemaVersion, List<RoleKeyJson> keys) {
    /** Copies. */
    public Listing {
      keys = List.copyOf(keys);
    }
  }
}
