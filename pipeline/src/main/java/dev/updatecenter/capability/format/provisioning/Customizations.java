package dev.updatecenter.capability.format.provisioning;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.XmlAttributes;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.SourcePosition;
import dev.updatecenter.kernel.document.XmlElement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The source of a provisioning package, as Windows Configuration Designer keeps it inside. Texts
 * are empty where the document does not give them.
 *
 * @param id PackageConfig/ID, a GUID in braces: kept from version to version
 * @param name PackageConfig/Name
 * @param version PackageConfig/Version, where it has four parts
 * @param ownerType PackageConfig/OwnerType
 * @param rank PackageConfig/Rank
 * @param findings what is wrong with it, each with the weight that it has in a submission
 */
public record Customizations(
    String id,
    String name,
    Optional<PackageVersion> version,
    String ownerType,
    String rank,
    List<Finding> findings) {
  /** The document's name in a package. */
  public static final String FILE_NAME = "customizations.xml";

  private static final String UNREADABLE = "UC3138";
  private static final String CONFIG = "PackageConfig";

  /** Copies. */
  public Customizations {
    findings = List.copyOf(findings);
  }

  /**
   * Reads a document.
   *
   * @param file its name in findings
   * @throws MalformedPackageException UC3138 if it is none; for values there are findings
   */
  public static Customizations parse(byte[] xml, String file) throws MalformedPackageException {
    XmlElement root = XmlAttributes.document(xml, file, UNREADABLE);
    if (!root.name().equals("WindowsCustomizations")) {
      throw new MalformedPackageException(
          List.of(
              Finding.error(UNREADABLE, "", "is no WindowsCustomizations").at(root.position())));
    }
    XmlElement config = root.child(CONFIG).orElseGet(() -> nothing(root.position()));
    CustomizationRules rules = new CustomizationRules();
    rules.config(config);
    // Settings may stand under Common, or under a Variant: wherever they are, they are applied.
    root.descendants("Enrollments")
        .flatMap(e -> e.children("UPN"))
        .forEach(e -> rules.enrolment(Enrolment.read(e)));
    return new Customizations(
        text(config, "ID"),
        text(config, "Name"),
        version(text(config, "Version")),
        text(config, "OwnerType"),
        text(config, "Rank"),
        rules.findings());
  }

  static Optional<PackageVersion> version(String text) {
    try {
      return Optional.of(PackageVersion.parse(text));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static String text(XmlElement element, String child) {
    return element.child(child).map(XmlElement::text).orElse("");
  }

  private static XmlElement nothing(SourcePosition at) {
    return new XmlElement(CONFIG, "", Map.of(), List.of(), "", at);
  }
}
