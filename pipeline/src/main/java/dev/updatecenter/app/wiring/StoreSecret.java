package dev.updatecenter.app.wiring;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A secret of the store: of a variable, or of the file that a key or its variable names, or asked
 * for; never an argument. A file is read when it is used.
 *
 * @param key of the file, as errors name it
 * @param variable the secret itself
 * @param file that holds it
 */
public record StoreSecret(String key, Optional<String> variable, Optional<Path> file) {
  private static final int LONGEST = 65_536;

  /**
   * Finds where it is.
   *
   * @param key of the file in {@code azure}, such as {@code sharedAccessFile}
   * @param name of the variable that has it; with {@code _FILE} behind, of that which names its
   *     file
   */
  static StoreSecret read(SettingsSource source, String key, String name) {
    return new StoreSecret(
        "azure." + key, source.variable(name), source.path(name + "_FILE", "azure", key));
  }

  static StoreSecret none(String key) {
    return new StoreSecret("azure." + key, Optional.empty(), Optional.empty());
  }

  boolean given() {
    return variable.isPresent() || file.isPresent();
  }

  /** The secret, without blanks around it; empty where none is configured. */
  Optional<String> configured() {
    return variable.or(() -> file.map(this::content)).map(String::strip);
  }

  /**
   * The secret.
   *
   * @throws UpdateCenterException exit 2 when there is none
   */
  String value(SecretPrompt prompt) {
    return configured()
        .or(() -> prompt.ask("secret " + key).map(String::new))
        .filter(secret -> !secret.isBlank())
        .orElseThrow(
            () -> AzureSettings.incomplete("'" + key + "' is missing", "the credential needs it"));
  }

  private String content(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      return new String(in.readNBytes(LONGEST), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw UpdateCenterException.error(
              "UC1142", ExitCode.USAGE, "the file that '" + key + "' names cannot be read")
          .where(path)
          .why(String.valueOf(e))
          .fix("make a file that only you can read, with the secret in its only line")
          .state("nothing was asked of the store")
          .cause(e)
          .build();
    }
  }

  /** Says nothing of the secret. */
  @Override
  public String toString() {
    return key + file.map(f -> "[" + f + "]").orElse("");
  }
}
