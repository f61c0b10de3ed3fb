package dev.updatecenter.capability.format.inf;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.kernel.core.Finding;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * An INF file (Microsoft, "INF file sections and directives").
 *
 * @param file its name in findings
 * @param sections by name in lower case, in the order in which they begin
 * @param version what {@code [Version]} says
 * @param findings UC3071, UC3072, UC3075, UC3078, UC3079: what is wrong with its syntax
 */
public record InfFile(
    String file, Map<String, InfSection> sections, InfVersion version, List<Finding> findings) {
  private static final InfValue BEGINNING = new InfValue("", 1, 1);

  /** Copies, keeping the order. */
  public InfFile {
    sections = Collections.unmodifiableMap(new LinkedHashMap<>(sections));
    findings = List.copyOf(findings);
  }

  /**
   * Reads an INF.
   *
   * @param file its name in findings
   * @throws MalformedPackageException UC3070 if it is no text, or larger than 8 MiB
   */
  public static InfFile parse(byte[] content, String file) throws MalformedPackageException {
    InfText text = InfText.decode(content);
    InfFindings findings = new InfFindings(file);
    encoding(text.encoding(), findings);
    Map<String, InfSection> sections = new InfParser(findings).parse(text.text());
    InfVersion version = InfVersion.of(Optional.ofNullable(sections.get("version")));
    return new InfFile(file, sections, version, findings.all());
  }

  private static void encoding(InfText.Encoding encoding, InfFindings findings) {
    String fix = "save it as UTF-16LE with a byte order mark, or as ANSI";
    switch (encoding) {
      case UTF_8_WITH_MARK ->
          findings.error(
              "UC3078",
              BEGINNING,
              "the INF is UTF-8 with a byte order mark",
              "Windows reads ANSI or UTF-16LE, and takes the mark for three letters",
              fix);
      case UTF_8 ->
          findings.warning(
              "UC3078",
              BEGINNING,
              "the INF is UTF-8 without a mark",
              "Windows reads it as ANSI: letters beyond ASCII come out as others",
              fix);
      case AS_WINDOWS_READS_IT -> {}
    }
  }

  /** The catalogs that it names, as {@link EntryNames#key} of their places in the package. */
  public List<String> catalogs() {
    // "INF Version section": the catalog lies beside its INF.
    String folder = EntryNames.folder(EntryNames.key(file));
    return version.catalogFiles().values().stream()
        .map(name -> folder + EntryNames.key(name))
        .distinct()
        .toList();
  }

  /** A section, its name ignoring case. */
  public Optional<InfSection> find(String name) {
    return Optional.ofNullable(sections.get(name.toLowerCase(Locale.ROOT)));
  }

  /** The lines of a section, its name ignoring case; none where it is absent. */
  public List<InfLine> section(String name) {
    return find(name).map(InfSection::lines).orElse(List.of());
  }
}
