package dev.updatecenter.capability.format.inf;

import dev.updatecenter.kernel.core.Architecture;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Where source files lie ("INF SourceDisksFiles section", "INF SourceDisksNames section"). */
final class SourceDisks {
  static final String FILES = "sourcedisksfiles";
  private static final String NAMES = "sourcedisksnames";

  private final InfFile inf;
  private final Map<String, Map<String, InfLine>> sections = new HashMap<>();

  SourceDisks(InfFile inf) {
    this.inf = inf;
  }

  /** The entry of a file: the section of its processor goes before the common one. */
  Optional<InfLine> file(String name, Architecture architecture) {
    return entry(FILES, name, architecture);
  }

  /** The entry of a disk. */
  Optional<InfLine> disk(String id, Architecture architecture) {
    return entry(NAMES, id, architecture);
  }

  /** Where a file's entry says that it lies, relative to the package; {@code /} divides. */
  String location(InfLine file, Architecture architecture) {
    return folderOf(file, architecture) + folder(file.text(1)) + file.key().text();
  }

  /** The folder of a file's disk, relative to the package; empty, or with {@code /} at its end. */
  String folderOf(InfLine file, Architecture architecture) {
    String inside = inf.file().replace('\\', '/');
    String path = disk(file.text(0), architecture).map(d -> d.text(3)).orElse("");
    return inside.substring(0, inside.lastIndexOf('/') + 1) + folder(path);
  }

  private static String folder(String written) {
    String path = written.replace('\\', '/').replaceAll("^/+|/+$", "");
    return path.isEmpty() ? "" : path + "/";
  }

  private Optional<InfLine> entry(String section, String key, Architecture architecture) {
    String lower = key.toLowerCase(Locale.ROOT);
    InfLine own = entries(section + "." + architecture.wireName()).get(lower);
    return Optional.ofNullable(own == null ? entries(section).get(lower) : own);
  }

  private Map<String, InfLine> entries(String section) {
    return sections.computeIfAbsent(
        section,
        name -> {
          Map<String, InfLine> lines = new LinkedHashMap<>();
          inf.section(name)
              .forEach(l -> lines.putIfAbsent(l.key().text().toLowerCase(Locale.ROOT), l));
          return lines;
        });
  }
}
