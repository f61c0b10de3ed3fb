package dev.updatecenter.app.api;

import dev.updatecenter.capability.packaging.BuiltPackage;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of {@code package build}.
 *
 * @param state {@code built}, {@code unchanged} or {@code refused}
 * @param file as it was named
 * @param format {@code driver}, {@code cbs} or {@code ocp}; null when it was refused before anybody
 *     could tell
 * @param identity as {@code package inspect} prints it; empty when refused
 * @param size in bytes; null when refused
 * @param sha256 lower-case hex; null when refused
 * @param signed always false: a key is another command's
 */
public record BuildJson(
    int schemaVersion,
    String state,
    String file,
    @Nullable String format,
    Map<String, String> identity,
    @Nullable Long size,
    @Nullable String sha256,
    boolean signed,
    List<CatalogJson> catalogs,
    List<FindingJson> findings) {
  /** Copies, in order. */
  public BuildJson {
    identity = Collections.unmodifiableMap(new LinkedHashMap<>(identity));
    catalogs = List.copyOf(catalogs);
    findings = List.copyOf(findings);
  }

  /**
   * A catalog in the package.
   *
   * @param members how many digests it lists
   * @param state {@code written}, or {@code kept} with the signature that it had
   */
  public record CatalogJson(String name, int members, String state) {}

  /** The shape of a build. */
  public static BuildJson of(String file, BuiltPackage built) {
    String format = built.contents().format().wireName();
    return new BuildJson(
        1,
        built.state().name().toLowerCase(Locale.ROOT),
        file,
        format.equals("unknown") ? null : format,
        InspectionJson.of(file, built.contents()).identity(),
        built.file().map(BuiltPackage.BuiltFile::size).orElse(null),
        built.file().map(f -> f.sha256().hex()).orElse(null),
        false,
        built.catalogs().stream()
            .map(c -> new CatalogJson(c.name(), c.members(), c.kept() ? "kept" : "written"))
            .toList(),
        FindingJson.of(built.findings()));
  }
}
