package dev.updatecenter.capability.format.inf;

import dev.updatecenter.kernel.core.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Splits an INF into sections ("General syntax rules for INF files"). */
final class InfParser {
  private static final String STRINGS = "strings";
  // A long string used on many lines would fill the memory; no real INF comes near.
  private static final long MAX_EXPANDED = 32L << 20;
  // Who has that many needs no more of them.
  private static final int MAX_FINDINGS = 500;

  private final String file;
  private final Map<String, List<InfLine>> raw = new LinkedHashMap<>();
  private final Map<String, Integer> begins = new HashMap<>();
  private final Map<String, List<InfLine>> sections = new LinkedHashMap<>();
  private final List<Finding> findings = new ArrayList<>();

  private long expanded;

  InfParser(String file) {
    this.file = file;
  }

  Map<String, List<InfLine>> sections() {
    return sections;
  }

  List<Finding> findings() {
    return findings;
  }

  /** The line at which a section first begins; 0 where it is absent. */
  int begins(String section) {
    return begins.getOrDefault(section, 0);
  }

  void fault(String code, int line, String message) {
    if (findings.size() < MAX_FINDINGS) {
      findings.add(Finding.error(code, "", message).at(file, line, 0));
    }
  }

  private void faultOnce(String code, int line, String message) {
    if (findings.stream().noneMatch(f -> f.message().equals(message))) {
      fault(code, line, message);
    }
  }

  void parse(String text) {
    String section = null;
    String[] lines = text.split("\r\n|\n|\r|\u001a", -1);
    for (int i = 0; i < lines.length; i++) {
      final int number = i + 1;
      StringBuilder joined = new StringBuilder(InfTokens.withoutComment(lines[i]));
      while (endsWithBackslash(joined) && i + 1 < lines.length) {
        joined.setLength(joined.length() - 1);
        joined.append(InfTokens.withoutComment(lines[++i]));
      }
      String line = joined.toString().strip();
      if (line.startsWith("[")) {
        section = begin(line, number);
      } else if (!line.isEmpty() && section != null) {
        add(section, line, number);
      } else if (!line.isEmpty()) {
        fault("UC3071", number, "a line before the first section");
      }
    }
    substitute();
  }

  private String begin(String line, int number) {
    int end = line.indexOf(']');
    if (end < 0 || end != line.length() - 1) {
      fault("UC3072", number, "a section's name does not end with ]");
    }
    String name = line.substring(1, end < 0 ? line.length() : end).strip().toLowerCase(Locale.ROOT);
    raw.computeIfAbsent(name, n -> new ArrayList<>());
    begins.putIfAbsent(name, number);
    return name;
  }

  private void add(String section, String line, int number) {
    if (InfTokens.hasOpenQuote(line)) {
      fault("UC3072", number, "a quotation mark is not closed");
    }
    int equals = InfTokens.outsideQuotes(line, '=');
    String key = equals < 0 ? "" : InfTokens.unquoted(line.substring(0, equals));
    List<String> values = InfTokens.values(line.substring(equals + 1));
    raw.getOrDefault(section, new ArrayList<>()).add(new InfLine(key, values, number));
  }

  private void substitute() {
    Map<String, String> strings = new HashMap<>();
    for (InfLine line : raw.getOrDefault(STRINGS, List.of())) {
      // A value of [Strings] is a text, commas and all, when it is quoted: values() kept it whole.
      strings.put(line.key().toLowerCase(Locale.ROOT), String.join(",", line.values()));
    }
    raw.forEach(
        (name, lines) -> {
          boolean plain = name.equals(STRINGS) || name.startsWith(STRINGS + ".");
          sections.put(
              name, plain ? List.copyOf(lines) : lines.stream().map(l -> put(strings, l)).toList());
        });
  }

  private InfLine put(Map<String, String> strings, InfLine line) {
    return new InfLine(
        put(strings, line.key(), line.line()),
        line.values().stream().map(v -> put(strings, v, line.line())).toList(),
        line.line());
  }

  private String put(Map<String, String> strings, String text, int line) {
    StringBuilder out = new StringBuilder();
    int at = 0;
    for (int open = text.indexOf('%'); open >= 0; open = text.indexOf('%', at)) {
      int close = text.indexOf('%', open + 1);
      if (close < 0) {
        break;
      }
      String key = text.substring(open + 1, close);
      String value = key.isEmpty() ? "%" : strings.get(key.toLowerCase(Locale.ROOT));
      if (value == null) {
        // %11% and its like are folders (dirids), put in by Windows.
        if (!key.matches("-?[0-9]+")) {
          fault("UC3075", line, "%" + key + "% is not in [Strings]");
        }
        value = "%" + key + "%";
      }
      expanded += value.length();
      if (expanded > MAX_EXPANDED) {
        faultOnce("UC3075", line, "the strings put in come to more than 32 MiB");
        return text;
      }
      out.append(text, at, open).append(value);
      at = close + 1;
    }
    return out.append(text.substring(at)).toString();
  }

  private static boolean endsWithBackslash(StringBuilder line) {
    int end = line.length();
    return end > 0 && line.charAt(end - 1) == '\\';
  }
}
