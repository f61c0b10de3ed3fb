package dev.updatecenter.capability.format.inf;

import dev.updatecenter.kernel.core.PackageVersion;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What {@code [Version]} says ("INF Version section"). Texts are empty where it does not give them.
 *
 * @param signature Signature
 * @param driverClass Class
 * @param classGuid ClassGuid, as written
 * @param provider Provider
 * @param driverDate date of DriverVer; empty where absent or no date
 * @param driverVersion version of DriverVer; empty where absent or no version
 * @param catalogFiles CatalogFile and its decorated kin by key in lower case, in order
 * @param line where the section begins; 0 where there is none
 */
public record InfVersion(
    String signature,
    String driverClass,
    String classGuid,
    String provider,
    Optional<LocalDate> driverDate,
    Optional<PackageVersion> driverVersion,
    Map<String, String> catalogFiles,
    int line) {
  // "INF DriverVer directive": two digits, two digits, four; a hyphen will do.
  private static final Pattern DATE = Pattern.compile("(\\d{2})([/-])(\\d{2})\\2(\\d{4})");
  private static final Pattern FOUR_PARTS = Pattern.compile("\\d{1,5}(\\.\\d{1,5}){3}");

  /** Copies, keeping the order. */
  public InfVersion {
    catalogFiles = Collections.unmodifiableMap(new LinkedHashMap<>(catalogFiles));
  }

  static InfVersion of(Optional<InfSection> section) {
    Optional<InfLine> driverVer = section.flatMap(s -> s.entry("DriverVer"));
    Map<String, String> catalogs = new LinkedHashMap<>();
    for (InfLine line : catalogLines(section)) {
      catalogs.putIfAbsent(line.key().text().toLowerCase(Locale.ROOT), line.text(0));
    }
    return new InfVersion(
        text(section, "Signature"),
        text(section, "Class"),
        text(section, "ClassGuid"),
        text(section, "Provider"),
        driverVer.flatMap(l -> date(l.text(0))),
        driverVer.flatMap(l -> version(l.text(1))),
        catalogs,
        section.map(s -> s.name().line()).orElse(0));
  }

  /** CatalogFile and its decorated kin, as they are written. */
  static List<InfLine> catalogLines(Optional<InfSection> section) {
    return section.map(InfSection::lines).orElse(List.of()).stream()
        .filter(l -> l.key().is("CatalogFile") || isDecorated(l.key().text()))
        .toList();
  }

  private static boolean isDecorated(String key) {
    return key.toLowerCase(Locale.ROOT).startsWith("catalogfile.");
  }

  private static String text(Optional<InfSection> section, String key) {
    return section.flatMap(s -> s.value(key)).map(InfValue::text).orElse("");
  }

  private static Optional<LocalDate> date(String text) {
    Matcher m = DATE.matcher(text);
    if (!m.matches()) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          LocalDate.of(
              Integer.parseInt(m.group(4)),
              Integer.parseInt(m.group(1)),
              Integer.parseInt(m.group(3))));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  private static Optional<PackageVersion> version(String text) {
    try {
      return FOUR_PARTS.matcher(text).matches()
          ? Optional.of(PackageVersion.parse(text))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
