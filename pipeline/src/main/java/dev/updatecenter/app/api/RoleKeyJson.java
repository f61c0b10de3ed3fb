package dev.updatecenter.app.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The key of a metadata role; never the key itself.
 *
 * @param keyId SHA-256 of the public key as TUF has it, hex; null while there is none
 * @param file where the key lies, or would: a file, or the {@code pkcs11:} address of a token
 * @param exists whether at least its public half is there
 * @param signs whether its private half is at hand; else its holder signs by ceremony
 * @param threshold how many keys of the role have to sign, as configured
 */
public record RoleKeyJson(
    String product,
    String role,
    @Nullable String keyId,
    String file,
    boolean exists,
    boolean signs,
    int threshold) {
  /** The keys of products and of people, as {@code keys list} prints them. */
  public record Listing(int schemaVersion, List<RoleKeyJson> keys, List<PersonKeyJson> people) {
    /** Copies. */
    public Listing {
      keys = List.copyOf(keys);
      people = List.copyOf(people);
    }
  }
}
