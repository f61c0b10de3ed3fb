package dev.updatecenter.capability.format.inf;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Splits an INF into sections ("General syntax rules for INF files"). */
final class InfParser {
  private static final int MAX_LENGTH = 4095; // "INF Size Limits": 4096 with the NUL
  private static final int MAX_NAME = 255;
  // No real INF comes near; each costs memory.
  private static final int MAX_FIELDS = 200_000;

  private final InfFindings findings;
  private final Map<String, InfValue> names = new LinkedHashMap<>();
  private final Map<String, List<InfLine>> raw = new LinkedHashMap<>();
  private Optional<String> section = Optional.empty();
  private int fields;

  InfParser(InfFindings findings) {
    this.findings = findings;
  }

  /** Sections by name in lower case, in the order in which they begin. */
  Map<String, InfSection> parse(String text) {
    InfLines lines = new InfLines(text);
    Optional<LogicalLine> line = lines.next();
    while (line.isPresent() && fields <= MAX_FIELDS) {
      read(line.get());
      line = lines.next();
    }
    return substituted();
  }

  private void read(LogicalLine line) {
    int begin = line.begin();
    if (begin == line.length()) {
      return;
    }
    if (line.charAt(begin) == '[') {
      begin(line, begin);
    } else if (section.isPresent()) {
      add(line, raw.computeIfAbsent(section.get(), n -> new ArrayList<>()));
    } else {
      findings.error(
          "UC3071",
          line.value(0, line.length()),
          "a line before the first section",
          "Windows ignores it; likely a section's name was lost",
          "put it under its section, or make it a comment");
    }
  }

  private void begin(LogicalLine line, int open) {
    int close = line.indexOf(']');
    InfValue whole = line.value(open, line.length());
    if (close < 0 || !line.isBlank(close + 1)) {
      unclosed(whole, "a section's name does not end with ]");
    }
    String text = line.value(open + 1, close < 0 ? line.length() : close).text().strip();
    InfValue name = new InfValue(text, whole.line(), whole.column());
    if (text.length() > MAX_NAME) {
      tooLong(name, "a section's name", MAX_NAME);
    }
    String key = text.toLowerCase(Locale.ROOT);
    names.putIfAbsent(key, name);
    section = Optional.of(key);
    count(name, 1);
  }

  private void add(LogicalLine line, List<InfLine> lines) {
    InfValue whole = line.value(0, line.length());
    if (line.hasOpenQuote()) {
      unclosed(whole, "a quotation mark is not closed");
    }
    int equals = line.outsideQuotes('=');
    int comma = line.outsideQuotes(',');
    // A value of the registry may hold one too: behind a comma it divides nothing.
    boolean keyed = equals >= 0 && (comma < 0 || equals < comma);
    InfValue key = keyed ? line.value(0, equals) : new InfValue("", whole.line(), whole.column());
    List<InfValue> values = values(line, keyed ? equals + 1 : 0);
    values.stream()
        .filter(v -> v.text().length() > MAX_LENGTH)
        .forEach(v -> tooLong(v, "a value", MAX_LENGTH));
    lines.add(new InfLine(key, values));
    count(whole, 1 + values.size());
  }

  private static List<InfValue> values(LogicalLine line, int from) {
    List<InfValue> values = new ArrayList<>();
    boolean quoted = false;
    int begin = from;
    for (int i = from; i < line.length() && values.size() <= MAX_FIELDS; i++) {
      char c = line.charAt(i);
      if (c == '"') {
        quoted = !quoted;
      } else if (c == ',' && !quoted) {
        values.add(line.value(begin, i));
        begin = i + 1;
      }
    }
    values.add(line.value(begin, line.length()));
    return values;
  }

  private void count(InfValue where, int more) {
    fields += more;
    if (fields > MAX_FIELDS) {
      findings.error(
          "UC3079",
          where,
          "the INF has more than " + MAX_FIELDS + " values",
          "what follows was not read",
          "divide it into several");
    }
  }

  private void tooLong(InfValue where, String what, int most) {
    findings.error(
        "UC3079",
        where,
        what + " has " + where.text().length() + " characters",
        "Windows reads at most " + most,
        "shorten it");
  }

  private void unclosed(InfValue where, String message) {
    findings.error(
        "UC3072",
        where,
        message,
        "everything up to the end of the line is read as one text",
        "close it on the same line");
  }

  private Map<String, InfSection> substituted() {
    Map<String, InfSection> written = new LinkedHashMap<>();
    names.forEach(
        (key, name) -> written.put(key, new InfSection(name, raw.getOrDefault(key, List.of()))));
    InfStrings strings = new InfStrings(written, findings);
    Map<String, InfSection> sections = new LinkedHashMap<>();
    written.forEach(
        (key, s) ->
            sections.put(
                key,
                InfStrings.isStrings(key)
                    ? s
                    : new InfSection(
                        s.name(), s.lines().stream().map(l -> put(strings, l)).toList())));
    return sections;
  }

  private static InfLine put(InfStrings strings, InfLine line) {
    return new InfLine(strings.put(line.key()), line.values().stream().map(strings::put).toList());
  }
}
