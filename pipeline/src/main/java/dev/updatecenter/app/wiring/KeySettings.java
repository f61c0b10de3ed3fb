package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.tuf.KeyAlgorithm;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where keys are: {@code keys}. Never the secrets themselves.
 *
 * @param release the EV key; empty for a throw-away one
 * @param certificates a PEM file with its chain, leaf first; empty where the key brings its own
 * @param roles the keys of metadata
 * @param algorithm what keys of roles are made on
 * @param secrets where passwords and PINs come from
 * @param people the keys by which people act, by their names in policy.yaml
 */
public record KeySettings(
    Optional<KeyAddress> release,
    Optional<Path> certificates,
    RoleAddresses roles,
    KeyAlgorithm algorithm,
    KeySecrets secrets,
    Map<String, KeyAddress> people) {
  /** The home's throw-away chain. */
  public static final KeySettings LAB =
      new KeySettings(
          Optional.empty(),
          Optional.empty(),
          RoleAddresses.HOME,
          KeyAlgorithm.P256,
          KeySecrets.NONE,
          Map.of());

  /** Copies. */
  public KeySettings {
    people = Map.copyOf(people);
  }

  static KeySettings read(SettingsSource source, SecretPrompt prompt) {
    return new KeySettings(
        source
            .text("KEYS_RELEASE", "keys", "release")
            .map(value -> KeyAddress.parse(value, "keys.release")),
        source.path("KEYS_CERTIFICATES", "keys", "certificates"),
        RoleAddresses.read(source),
        source
            .text("KEYS_ALGORITHM", "keys", "algorithm")
            .map(value -> algorithm(value.text()))
            .orElse(KeyAlgorithm.P256),
        KeySecrets.read(source, prompt),
        people(source));
  }

  /**
   * The kind of keys of that name.
   *
   * @throws UpdateCenterException UC1146, exit 2, for any other
   */
  public static KeyAlgorithm algorithm(String name) {
    for (KeyAlgorithm each : KeyAlgorithm.values()) {
      if (each.wireName().equals(name)) {
        return each;
      }
    }
    throw UpdateCenterException.error(
            "UC1146", ExitCode.USAGE, "there are no metadata keys of kind '" + name + "'")
        .where("keys.algorithm")
        .why("p256 and ed25519 are known")
        .fix("write one of them, or leave it out for p256")
        .state("nothing was changed")
        .build();
  }

  private static Map<String, KeyAddress> people(SettingsSource source) {
    Map<String, KeyAddress> people = new HashMap<>();
    source
        .named("KEYS_PEOPLE", "keys", "people")
        .forEach((name, v) -> people.put(name, KeyAddress.ofRole(v, "keys.people." + name)));
    return people;
  }
}
