package dev.updatecenter.app.api;

import dev.updatecenter.capability.format.PackageContents;
import dev.updatecenter.capability.format.PackageIdentity;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A package, as {@code package inspect} prints it.
 *
 * @param identity name, version and architecture as far as known, and the format's own fields
 */
public record InspectionJson(
    String file,
    String format,
    Map<String, String> identity,
    List<Entry> entries,
    List<FindingJson> findings) {
  /** Copies, in order. */
  public InspectionJson {
    identity = Collections.unmodifiableMap(new LinkedHashMap<>(identity));
    entries = List.copyOf(entries);
    findings = List.copyOf(findings);
  }

  /**
   * A file inside.
   *
   * @param name as the package spells it
   * @param size in bytes
   * @param sha256 lower-case hex
   */
  public record Entry(String name, long size, String sha256) {}

  /** The shape of an inspection. */
  public static InspectionJson of(String file, PackageContents contents) {
    return new InspectionJson(
        file,
        contents.format().wireName(),
        identity(contents.identity()),
        contents.entries().stream()
            .map(e -> new Entry(e.name(), e.size(), e.sha256().hex()))
            .toList(),
        FindingJson.of(findings(contents)));
  }

  /** A file is judged as a file here: what is wrong with its content is a warning. */
  public static List<Finding> findings(PackageContents contents) {
    return Stream.concat(
            contents.findings().stream(),
            contents.contentFindings().stream().map(f -> f.weighingAtMost(Severity.WARNING)))
        .sorted(Finding.ORDER)
        .toList();
  }

  private static Map<String, String> identity(PackageIdentity identity) {
    Map<String, String> fields = new LinkedHashMap<>();
    if (!identity.name().isEmpty()) {
      fields.put("name", identity.name());
    }
    identity.version().ifPresent(v -> fields.put("version", v.toString()));
    identity.architecture().ifPresent(a -> fields.put("architecture", a.wireName()));
    identity.fields().forEach(fields::putIfAbsent);
    return fields;
  }
}
