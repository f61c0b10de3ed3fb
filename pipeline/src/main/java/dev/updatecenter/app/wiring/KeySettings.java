package dev.updatecenter.app.wiring;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where keys are: {@code keys}. Never the secrets themselves.
 *
 * @param release the EV key; empty for a throw-away one
 * @param certificates a PEM file with its chain, leaf first; empty where the key brings its own
 * @param roles the keys of metadata
 * @param secrets where passwords and PINs come from
 */
public record KeySettings(
    Optional<KeyAddress> release,
    Optional<Path> certificates,
    RoleAddresses roles,
    KeySecrets secrets) {
  /** The home's throw-away chain. */
  public static final KeySettings LAB =
      new KeySettings(Optional.empty(), Optional.empty(), RoleAddresses.HOME, KeySecrets.NONE);

  static KeySettings read(SettingsSource source, SecretPrompt prompt) {
    return new KeySettings(
        source
            .text("KEYS_RELEASE", "keys", "release")
            .map(value -> KeyAddress.parse(value, "keys.release")),
        source.path("KEYS_CERTIFICATES", "keys", "certificates"),
        RoleAddresses.read(source),
        KeySecrets.read(source, prompt));
  }
}
