package dev.updatecenter.app.wiring;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * Where passwords and PINs of keys come from: the file that a key's own address names, {@code
 * UPDATECENTER_KEYS_PASSWORD}, the file {@code keys.passwordFile}, a prompt; the first that there
 * is. Never from an argument or from the configuration itself. Nothing is kept here but what the
 * environment holds anyway.
 */
public final class KeySecrets {
  /** No secret is configured and nobody can be asked. */
  static final KeySecrets NONE =
      new KeySecrets(Optional.empty(), Optional.empty(), SecretPrompt.NONE);

  private static final int LONGEST = 65_536;

  private final Optional<String> variable;
  private final Optional<Path> file;
  private final SecretPrompt prompt;

  KeySecrets(Optional<String> variable, Optional<Path> file, SecretPrompt prompt) {
    this.variable = variable;
    this.file = file;
    this.prompt = prompt;
  }

  static KeySecrets read(SettingsSource source, SecretPrompt prompt) {
    Optional<String> variable = source.variable("KEYS_PASSWORD");
    Optional<Path> file = source.path("KEYS_PASSWORD_FILE", "keys", "passwordFile");
    return variable.isEmpty() && file.isEmpty() && prompt == SecretPrompt.NONE
        ? NONE
        : new KeySecrets(variable, file, prompt);
  }

  /**
   * The secret of one key.
   *
   * @param what for a person, such as {@code PIN of token 'ev'}
   * @param own the file that the key's address names
   * @return to be wiped by the caller
   * @throws UpdateCenterException UC1101, exit 2, when there is none; UC1103 when a file cannot be
   *     read
   */
  char[] of(String what, Optional<Path> own) {
    return configured(own).or(() -> prompt.ask(what)).orElseThrow(() -> none(what));
  }

  /** The same, but nobody is asked. */
  Optional<char[]> configured(Optional<Path> own) {
    return own.map(KeySecrets::content)
        .or(() -> variable.map(String::toCharArray))
        .or(() -> file.map(KeySecrets::content));
  }

  private static char[] content(Path file) {
    byte[] bytes;
    try (InputStream in = Files.newInputStream(file)) {
      bytes = in.readNBytes(LONGEST);
    } catch (IOException e) {
      throw UpdateCenterException.error(
              "UC1103", ExitCode.USAGE, "a file that a key needs cannot be read")
          .where(file)
          .why(String.valueOf(e))
          .fix("make a file that only you can read, with the password or PIN in its only line")
          .state("no PIN was tried, nothing was signed")
          .cause(e)
          .build();
    }
    CharBuffer text = StandardCharsets.UTF_8.decode(ByteBuffer.wrap(bytes));
    Arrays.fill(bytes, (byte) 0);
    char[] secret = stripped(text);
    text.clear();
    while (text.hasRemaining()) {
      text.put('\0');
    }
    return secret;
  }

  /** Without the line end that editors add, and without blanks around. */
  private static char[] stripped(CharBuffer text) {
    int from = 0;
    int to = text.length();
    while (from < to && Character.isWhitespace(text.charAt(from))) {
      from++;
    }
    while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
      to--;
    }
    char[] secret = new char[to - from];
    for (int i = 0; i < secret.length; i++) {
      secret[i] = text.charAt(from + i);
    }
    return secret;
  }

  private static UpdateCenterException none(String what) {
    return UpdateCenterException.error("UC1101", ExitCode.USAGE, "the " + what + " is not known")
        .where("keys.passwordFile")
        .why("no file, no variable gives it, and there is no terminal to ask at")
        .fix(
            "name a file that only you can read in keys.passwordFile, or set"
                + " UPDATECENTER_KEYS_PASSWORD")
        .state("nothing was signed")
        .build();
  }

  /** Says nothing of a secret. */
  @Override
  public String toString() {
    return "KeySecrets" + file.map(f -> "[" + f + "]").orElse("");
  }
}
