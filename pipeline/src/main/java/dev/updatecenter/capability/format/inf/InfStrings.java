package dev.updatecenter.capability.format.inf;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Puts the values of {@code [Strings]} in for {@code %keys%} ("INF Strings section"). Windows takes
 * all of them from one section, that of its language where there is one: each has to have each key.
 */
final class InfStrings {
  static final String SECTION = "strings";

  // A long string used on many lines would fill the memory; no real INF comes near.
  private static final long MAX_EXPANDED = 32L << 20;
  // Each string is looked up in each of them.
  private static final int MAX_LANGUAGES = 64;
  private static final int MAX_LENGTH = 4095; // "INF Size Limits": 4096 with the NUL
  private static final Pattern DIRID = Pattern.compile("-?[0-9]{1,9}");

  private final InfFindings findings;
  private final Map<String, Map<String, String>> languages = new LinkedHashMap<>();
  private long expanded;
  private boolean full;

  /** Reads the sections, keyed by name in lower case. */
  InfStrings(Map<String, InfSection> sections, InfFindings findings) {
    this.findings = findings;
    languages.put(SECTION, new HashMap<>());
    sections.forEach(
        (name, section) -> {
          if (isStrings(name) && languages.size() < MAX_LANGUAGES) {
            languages.put(name, values(section));
          }
        });
  }

  static boolean isStrings(String name) {
    return name.equals(SECTION) || name.startsWith(SECTION + ".");
  }

  private static Map<String, String> values(InfSection section) {
    Map<String, String> values = new HashMap<>();
    for (InfLine line : section.lines()) {
      // Commas do not divide a text.
      String text = String.join(",", line.values().stream().map(InfValue::text).toList());
      values.putIfAbsent(key(line.key().text()), text);
    }
    return values;
  }

  private static String key(String text) {
    return text.toLowerCase(Locale.ROOT);
  }

  /** The same value with strings put in. */
  InfValue put(InfValue value) {
    String text = value.text();
    if (text.indexOf('%') < 0 || full) {
      return value;
    }
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (int open = text.indexOf('%'); open >= 0; open = text.indexOf('%', at)) {
      int close = text.indexOf('%', open + 1);
      if (close < 0) {
        break;
      }
      String key = text.substring(open + 1, close);
      String put = key.isEmpty() ? "%" : valueOf(key, value);
      expanded += put.length();
      if (expanded > MAX_EXPANDED) {
        return tooMuch(value);
      }
      out.append(text, at, open).append(put);
      at = close + 1;
    }
    return bounded(value, out.append(text, at, text.length()).toString());
  }

  private InfValue tooMuch(InfValue value) {
    full = true;
    findings.error(
        "UC3075",
        value,
        "the strings put in come to more than 32 MiB",
        "a device would have to hold all of it",
        "shorten the strings");
    return value;
  }

  private InfValue bounded(InfValue value, String text) {
    if (text.length() > MAX_LENGTH && value.text().length() <= MAX_LENGTH) {
      findings.error(
          "UC3079",
          value,
          "with its strings put in the value has " + text.length() + " characters",
          "Windows reads at most " + MAX_LENGTH,
          "shorten the strings");
    }
    return new InfValue(text, value.line(), value.column());
  }

  private String valueOf(String key, InfValue value) {
    Optional<String> found = Optional.empty();
    String lacking = "";
    for (Map.Entry<String, Map<String, String>> language : languages.entrySet()) {
      String text = language.getValue().get(key(key));
      if (text == null) {
        lacking = lacking.isEmpty() ? language.getKey() : lacking;
      } else if (found.isEmpty()) {
        found = Optional.of(text);
      }
    }
    // %11% and its like are folders ("Using dirids"), put in by Windows.
    if (!lacking.isEmpty() && (found.isPresent() || !DIRID.matcher(key).matches())) {
      findings.error(
          "UC3075",
          value,
          InfValue.shown("%" + key + "%") + " is not in [" + section(lacking) + "]",
          "Windows takes every string from one section, that of its language where there is one",
          "add the key there, or write %% for the sign itself");
    }
    return found.orElse("%" + key + "%");
  }

  private static String section(String name) {
    return "S" + name.substring(1);
  }
}
