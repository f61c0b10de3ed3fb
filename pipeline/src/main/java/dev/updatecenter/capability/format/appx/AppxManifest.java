package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.XmlAttributes;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Xml;
import dev.updatecenter.kernel.document.XmlElement;
import java.util.List;
import java.util.Optional;

/**
 * What AppxManifest.xml says of its package.
 *
 * @param format {@link PackageFormat#MSIX} for the schema of Windows 10, else {@link
 *     PackageFormat#APPX}
 * @param name Identity/@Name
 * @param publisher Identity/@Publisher, a distinguished name as written
 * @param version Identity/@Version
 * @param architecture Identity/@ProcessorArchitecture; empty for neutral or absent
 * @param minVersion lowest TargetDeviceFamily/@MinVersion; empty where none is given
 */
public record AppxManifest(
    PackageFormat format,
    String name,
    String publisher,
    PackageVersion version,
    Optional<Architecture> architecture,
    Optional<PackageVersion> minVersion) {
  /** The manifest's name in a package. */
  public static final String FILE_NAME = "AppxManifest.xml";

  /** Namespace of manifests for Windows 10 and later. */
  public static final String NAMESPACE =
      "http://schemas.microsoft.com/appx/manifest/foundation/windows10";

  private static final String CODE = "UC3112";

  /**
   * Reads a manifest.
   *
   * @throws MalformedPackageException UC3112 if it is no manifest, or its identity is not whole
   */
  public static AppxManifest parse(byte[] xml) throws MalformedPackageException {
    XmlElement root = read(xml, FILE_NAME, CODE);
    XmlAttributes read = new XmlAttributes(CODE);
    if (!root.name().equals("Package") || root.child("Identity").isEmpty()) {
      read.fault(CODE, root, "the manifest is no Package with an Identity");
      read.require();
    }
    XmlElement identity = root.child("Identity").orElseThrow();
    AppxManifest manifest =
        new AppxManifest(
            root.namespace().equals(NAMESPACE) ? PackageFormat.MSIX : PackageFormat.APPX,
            read.text(identity, "Name"),
            read.text(identity, "Publisher"),
            version(read, identity, "Version"),
            architecture(read, identity),
            root.children("Dependencies")
                .flatMap(d -> d.children("TargetDeviceFamily"))
                .map(f -> version(read, f, "MinVersion"))
                .min(PackageVersion::compareTo));
    read.require();
    return manifest;
  }

  static XmlElement read(byte[] xml, String file, String code) throws MalformedPackageException {
    try {
      return Xml.read(xml, file);
    } catch (MalformedDocumentException e) {
      Finding f = e.finding();
      throw new MalformedPackageException(
          List.of(Finding.error(code, "", f.message()).at(f.file(), f.line(), f.column())));
    }
  }

  private static PackageVersion version(XmlAttributes read, XmlElement e, String attribute) {
    PackageVersion none = new PackageVersion(0, 0, 0, 0);
    return read.typed(e, attribute, "a four-part version", none, PackageVersion::parse);
  }

  private static Optional<Architecture> architecture(XmlAttributes read, XmlElement identity) {
    String name = identity.attribute("ProcessorArchitecture").orElse("neutral");
    if (name.equals("neutral") || name.equals("x86a64")) {
      return Optional.empty();
    }
    Architecture some = Architecture.ARM;
    return Optional.of(
        read.typed(
            identity, "ProcessorArchitecture", "an architecture", some, Architecture::parse));
  }
}
