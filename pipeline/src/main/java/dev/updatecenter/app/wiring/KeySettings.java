package dev.updatecenter.app.wiring;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Where keys are: {@code keys}. Never the secrets themselves.
 *
 * @param release the PKCS#12 file of the EV key; empty for a throw-away one
 * @param passwordFile the file with its password
 * @param people files with the keys by which people act, by their names in policy.yaml
 */
public record KeySettings(
    Optional<Path> release, Optional<Path> passwordFile, Map<String, Path> people) {
  /** The home's throw-away chain. */
  public static final KeySettings LAB =
      new KeySettings(Optional.empty(), Optional.empty(), Map.of());

  /** Copies. */
  public KeySettings {
    people = Map.copyOf(people);
  }

  static KeySettings read(SettingsSource source) {
    return new KeySettings(
        source.file("KEYS_RELEASE", "keys", "release"),
        source.path("KEYS_PASSWORD_FILE", "keys", "passwordFile"),
        source.files("KEYS_PEOPLE", "keys", "people"));
  }
}
