package dev.updatecenter.capability.format.compdb;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.XmlText;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.document.XmlElement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The composition database of an OEM custom package. What is not read here (features, dates, other
 * attributes) is kept and written again.
 *
 * @param bspVersion CompDB/@BSPVersion, the version of the OEM custom package
 * @param buildArch CompDB/@BuildArch
 * @param osVersion CompDB/@OSVersion; empty where absent
 * @param releaseType CompDB/@ReleaseType; empty where absent
 * @param bspProductName CompDB/@BSPProductName; empty where absent
 * @param packages in the order written
 * @param document the whole document, which the facts above were read from
 */
public record CompositionDatabase(
    PackageVersion bspVersion,
    Architecture buildArch,
    Optional<PackageVersion> osVersion,
    String releaseType,
    String bspProductName,
    List<CompDbPackage> packages,
    XmlElement document) {
  /** The document's name in an OEM custom package. */
  public static final String FILE_NAME = "Flash.BSPDB.xml";

  /** The cabinet that holds the document in an OEM custom package. */
  public static final String CABINET_NAME = "Flash.BSPDB.xml.cab";

  /** Namespace of every element. */
  public static final String NAMESPACE =
      "http://schemas.microsoft.com/embedded/2004/10/ImageUpdate";

  /** {@code ReleaseType} of a retail build. */
  private static final String RETAIL = "Production";

  /** Copies. */
  public CompositionDatabase {
    packages = List.copyOf(packages);
  }

  /** Whether it is of a retail build: {@code Production}, or nothing is said. */
  public boolean isRetail() {
    return releaseType.isEmpty() || releaseType.equals(RETAIL);
  }

  /**
   * Reads a database.
   *
   * @param file its name in findings
   * @throws MalformedPackageException UC3050 not XML, UC3051 another document, UC3052 values,
   *     UC3053 a package without exactly one payload, UC3054 something listed twice
   */
  public static CompositionDatabase parse(byte[] xml, String file)
      throws MalformedPackageException {
    return new CompDbReader().read(xml, file);
  }

  /**
   * A new database.
   *
   * @param releaseType {@code Production}, {@code Test} …
   * @param bspProductName empty for none
   * @throws MalformedPackageException UC3052 to UC3054 if the facts do not make one
   */
  public static CompositionDatabase of(
      PackageVersion bspVersion,
      Architecture buildArch,
      PackageVersion osVersion,
      String releaseType,
      String bspProductName,
      List<CompDbPackage> packages)
      throws MalformedPackageException {
    return of(bspVersion, buildArch, Optional.of(osVersion), releaseType, bspProductName, packages);
  }

  /** The same, where nobody may know the system that the packages were built against. */
  public static CompositionDatabase of(
      PackageVersion bspVersion,
      Architecture buildArch,
      Optional<PackageVersion> osVersion,
      String releaseType,
      String bspProductName,
      List<CompDbPackage> packages)
      throws MalformedPackageException {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("SchemaVersion", "1.2");
    facts.put("Revision", "1");
    facts.put("BSPVersion", bspVersion.toString());
    facts.put("BuildArch", buildArch.wireName());
    osVersion.ifPresent(v -> facts.put("OSVersion", v.toString()));
    facts.put("ReleaseType", releaseType);
    if (!bspProductName.isEmpty()) {
      facts.put("BSPProductName", bspProductName);
    }
    List<XmlElement> elements = packages.stream().map(CompDbPackage::toElement).toList();
    XmlElement list = CompDbPackage.element("Packages", Map.of(), elements);
    return parse(XmlText.of(CompDbPackage.element("CompDB", facts, List.of(list))), FILE_NAME);
  }

  /**
   * The same database with the payload of another cabinet, after that was signed.
   *
   * @param fileName of the cabinet, ignoring case
   * @throws IllegalArgumentException if none is listed under that name
   */
  public CompositionDatabase withPayload(String fileName, ContentDigest sha256, long size) {
    CompDbEdit edit = new CompDbEdit(fileName, sha256, size);
    XmlElement edited = edit.apply(document);
    if (!edit.found()) {
      throw new IllegalArgumentException("no package is listed as " + fileName);
    }
    return CompDbReader.trusted(edited);
  }

  /** The document, UTF-8; the same facts give the same bytes. */
  public byte[] toXml() {
    return XmlText.of(document);
  }
}
