package dev.updatecenter.capability.format.inf;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.kernel.core.Finding;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * An INF file (Microsoft, "INF file sections and directives").
 *
 * @param file its name in findings
 * @param sections lines by section name in lower case; sections of one name are merged
 * @param version the {@code [Version]} section
 * @param findings UC3071 to UC3075: what is not as the format wants it, as errors
 */
public record InfFile(
    String file, Map<String, List<InfLine>> sections, InfVersion version, List<Finding> findings) {
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
    InfParser parser = new InfParser(file);
    parser.parse(InfText.decode(content));
    InfVersion version = InfVersionReader.read(parser, file);
    return new InfFile(file, parser.sections(), version, parser.findings());
  }

  /** The lines of a section, its name ignoring case; none where it is absent. */
  public List<InfLine> section(String name) {
    return sections.getOrDefault(name.toLowerCase(Locale.ROOT), List.of());
  }
}
