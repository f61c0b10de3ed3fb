package dev.updatecenter.capability.format.cbs;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.XmlAttributes;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.SourcePosition;
import dev.updatecenter.kernel.document.XmlElement;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * {@code man.dsm.xml}, the manifest of a package of the older kind. Texts are empty where the
 * manifest does not give them.
 *
 * @param name Identity/Owner, Component and SubComponent, joined by dots
 * @param version Identity/Version: Major, Minor, QFE, Build, in that order
 * @param architecture CpuType
 * @param releaseType ReleaseType
 * @param ownerType OwnerType
 * @param buildType BuildType
 * @param partition Partition
 * @param files Files/FileEntry: DevicePath and CabPath
 * @param position where Identity stands
 */
public record DeviceSideManifest(
    String name,
    PackageVersion version,
    Architecture architecture,
    String releaseType,
    String ownerType,
    String buildType,
    String partition,
    List<MumFile> files,
    SourcePosition position) {
  /** The manifest's name in a cabinet. */
  public static final String FILE_NAME = "man.dsm.xml";

  /** The security catalog's name in such a cabinet. */
  public static final String CATALOG_NAME = "content.cat";

  /** Namespace of every element. */
  public static final String NAMESPACE =
      "http://schemas.microsoft.com/embedded/2004/10/ImageUpdate";

  private static final String BAD = "UC3049";

  /** Copies. */
  public DeviceSideManifest {
    files = List.copyOf(files);
  }

  /**
   * Reads a manifest.
   *
   * @param file its name in findings
   * @throws MalformedPackageException UC3049 for whatever keeps it from being one
   */
  public static DeviceSideManifest parse(byte[] xml, String file) throws MalformedPackageException {
    XmlElement root = XmlAttributes.document(xml, file, BAD);
    if (!root.name().equals("Package") || !root.namespace().equals(NAMESPACE)) {
      throw new MalformedPackageException(
          List.of(
              Finding.error(BAD, "", "the manifest is no Package of " + NAMESPACE)
                  .at(root.position())));
    }
    return read(root);
  }

  private static DeviceSideManifest read(XmlElement root) throws MalformedPackageException {
    XmlAttributes read = new XmlAttributes(BAD);
    XmlElement identity = root.child("Identity").orElse(root);
    String name =
        Stream.of("Owner", "Component", "SubComponent")
            .map(part -> text(identity, part))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.joining("."));
    if (name.isEmpty()) {
      read.fault(BAD, identity, "Identity names no Owner and no Component");
    }
    PackageVersion version = version(read, identity.child("Version").orElse(identity));
    Architecture architecture = architecture(read, root);
    List<MumFile> files =
        root.children("Files")
            .flatMap(f -> f.children("FileEntry"))
            .map(f -> new MumFile(text(f, "DevicePath"), text(f, "CabPath"), f.position()))
            .toList();
    read.require();
    return new DeviceSideManifest(
        name,
        version,
        architecture,
        text(root, "ReleaseType"),
        text(root, "OwnerType"),
        text(root, "BuildType"),
        text(root, "Partition"),
        files,
        identity.position());
  }

  private static PackageVersion version(XmlAttributes read, XmlElement element) {
    String text =
        Stream.of("Major", "Minor", "QFE", "Build")
            .map(part -> element.attribute(part).orElse(""))
            .collect(Collectors.joining("."));
    try {
      return PackageVersion.parse(text);
    } catch (IllegalArgumentException e) {
      read.fault(BAD, element, "Version has not the four parts Major, Minor, QFE, Build");
      return new PackageVersion(0, 0, 0, 0);
    }
  }

  private static Architecture architecture(XmlAttributes read, XmlElement root) {
    Optional<XmlElement> cpu = root.child("CpuType");
    try {
      return Architecture.parse(cpu.map(XmlElement::text).orElse(""));
    } catch (IllegalArgumentException e) {
      read.fault(BAD, cpu.orElse(root), "CpuType is no architecture");
      return Architecture.ARM;
    }
  }

  private static String text(XmlElement element, String child) {
    return element.child(child).map(XmlElement::text).orElse("");
  }
}
