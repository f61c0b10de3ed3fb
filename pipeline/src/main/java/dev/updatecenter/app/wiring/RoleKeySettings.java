package dev.updatecenter.app.wiring;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Which keys a role shall have.
 *
 * @param keys their addresses, at least one
 * @param threshold how many of them have to sign
 */
record RoleKeySettings(List<KeyAddress> keys, int threshold) {
  private static final String THRESHOLD = "threshold=";

  RoleKeySettings {
    keys = List.copyOf(keys);
  }

  /**
   * More than half: a thief of one key gets nowhere, and of three keys on one that is lost does not
   * lock its owners out.
   */
  static int usual(int keys) {
    return keys / 2 + 1;
  }

  /** Of the document: an address, a list of them, or {@code threshold} and {@code keys}. */
  static Optional<RoleKeySettings> read(
      SettingsSource source, Optional<String> variable, String setting, String... path) {
    Optional<String> given = variable.flatMap(source::variable);
    if (given.isPresent()) {
      return Optional.of(ofText(given.get(), setting));
    }
    List<SettingsSource.Value> values = source.values(path);
    if (values.isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(of(values, source.threshold(path), setting));
  }

  /** Of a variable: addresses separated by blanks, before them {@code threshold=N}. */
  static RoleKeySettings ofText(String text, String setting) {
    List<SettingsSource.Value> values = new ArrayList<>();
    Optional<Integer> threshold = Optional.empty();
    for (String word : text.strip().split("\\s+", -1)) {
      if (word.startsWith(THRESHOLD)) {
        threshold = Optional.of(number(word.substring(THRESHOLD.length()), setting));
      } else {
        values.add(SettingsSource.Value.ofVariable(word));
      }
    }
    return of(values, threshold, setting);
  }

  private static int number(String text, String setting) {
    if (text.matches("[0-9]{1,2}")) {
      return Integer.parseInt(text);
    }
    throw refused(setting, "threshold=" + text + " is no number of keys");
  }

  private static RoleKeySettings of(
      List<SettingsSource.Value> values, Optional<Integer> threshold, String setting) {
    List<KeyAddress> keys =
        values.stream().map(value -> KeyAddress.ofRole(value, setting)).toList();
    int wanted = threshold.orElse(usual(keys.size()));
    if (keys.stream().distinct().count() != keys.size()) {
      throw refused(setting, "it names a key twice");
    }
    if (wanted < 1 || wanted > keys.size()) {
      throw refused(setting, "a threshold of " + wanted + " does not go with " + keys.size());
    }
    return new RoleKeySettings(keys, wanted);
  }

  static UpdateCenterException refused(String setting, String why) {
    return UpdateCenterException.error(
            "UC1145", ExitCode.USAGE, "the keys of '" + setting + "' are none that a role can have")
        .where(setting)
        .why(why)
        .fix("list each key once, and a threshold from 1 to their number")
        .state("nothing was changed")
        .build();
  }
}
