package dev.updatecenter.capability.format.inf;

import dev.updatecenter.kernel.core.PackageVersion;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code [Version]} ("INF Version section", "INF DriverVer directive"). */
final class InfVersionReader {
  private static final Pattern DATE = Pattern.compile("(\\d{1,2})[/-](\\d{1,2})[/-](\\d{4})");
  private static final Pattern PARTS = Pattern.compile("\\d{1,5}(\\.\\d{1,5}){0,3}");

  private final InfParser parser;
  private final Map<String, InfLine> lines = new LinkedHashMap<>();
  private Optional<LocalDate> date = Optional.empty();
  private Optional<PackageVersion> version = Optional.empty();

  private InfVersionReader(InfParser parser) {
    this.parser = parser;
    for (InfLine line : parser.sections().getOrDefault("version", List.of())) {
      lines.putIfAbsent(line.key().toLowerCase(Locale.ROOT), line);
    }
  }

  static InfVersion read(InfParser parser, String file) {
    InfVersionReader reader = new InfVersionReader(parser);
    int line = parser.begins("version");
    if (line == 0) {
      parser.fault("UC3073", 0, file + " has no [Version]");
    } else {
      reader.checkThere(line);
      reader.driverVer();
    }
    return reader.result(line);
  }

  private InfVersion result(int line) {
    Map<String, String> catalogs = new LinkedHashMap<>();
    lines.forEach(
        (key, l) -> {
          if (key.equals("catalogfile") || key.startsWith("catalogfile.")) {
            catalogs.put(key, l.values().get(0));
          }
        });
    return new InfVersion(
        text("signature"),
        text("class"),
        text("classguid"),
        text("provider"),
        date,
        version,
        catalogs,
        line);
  }

  private void checkThere(int section) {
    for (String key : List.of("Signature", "Class", "ClassGuid", "Provider", "DriverVer")) {
      if (text(key.toLowerCase(Locale.ROOT)).isEmpty()) {
        parser.fault("UC3073", section, "[Version] has no " + key);
      }
    }
    String signature = text("signature");
    if (!signature.isEmpty()
        && !signature.equalsIgnoreCase("$Windows NT$")
        && !signature.equalsIgnoreCase("$Chicago$")) {
      parser.fault(
          "UC3073",
          lineOf("signature"),
          "Signature is neither $Windows NT$ nor $Chicago$: " + signature);
    }
  }

  private void driverVer() {
    InfLine line = lines.get("driverver");
    if (line == null || text("driverver").isEmpty()) {
      return;
    }
    date = date(line.values().get(0));
    if (date.isEmpty()) {
      parser.fault("UC3074", line.line(), "DriverVer's date is not mm/dd/yyyy: " + line.values());
    }
    version = line.values().size() < 2 ? Optional.empty() : version(line.values().get(1));
    if (version.isEmpty()) {
      parser.fault("UC3074", line.line(), "DriverVer has no version w.x.y.z: " + line.values());
    }
  }

  private static Optional<LocalDate> date(String text) {
    Matcher m = DATE.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(m.group(3)),
              Integer.parseInt(m.group(1)),
              Integer.parseInt(m.group(2))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Parts that are not written are 0. */
  private static Optional<PackageVersion> version(String text) {
    if (!PARTS.matcher(text).matches()) {
      return Optional.empty();
    }
    long dots = text.chars().filter(c -> c == '.').count();
    try {
      return Optional.of(PackageVersion.parse(text + ".0".repeat((int) (3 - dots))));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private String text(String key) {
    InfLine line = lines.get(key);
    return line == null ? "" : line.values().get(0);
  }

  private int lineOf(String key) {
    InfLine line = lines.get(key);
    return line == null ? 0 : line.line();
  }
}
