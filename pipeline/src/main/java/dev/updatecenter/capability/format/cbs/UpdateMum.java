package dev.updatecenter.capability.format.cbs;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.XmlAttributes;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.SourcePosition;
import dev.updatecenter.kernel.document.XmlElement;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The manifest of a CBS package. Texts are empty where the manifest does not give them.
 *
 * @param name assemblyIdentity/@name
 * @param version assemblyIdentity/@version
 * @param architecture assemblyIdentity/@processorArchitecture; empty for {@code neutral}, {@code
 *     msil} and {@code wow64}, which are no machine
 * @param language assemblyIdentity/@language
 * @param publicKeyToken assemblyIdentity/@publicKeyToken, in lower case
 * @param buildType assemblyIdentity/@buildType
 * @param packageIdentifier package/@identifier
 * @param releaseType package/@releaseType
 * @param targetPartition package/@targetPartition
 * @param restart package/@restart
 * @param ownerType phoneInformation/@phoneOwnerType
 * @param owner phoneInformation/@phoneOwner
 * @param component phoneInformation/@phoneComponent
 * @param subComponent phoneInformation/@phoneSubComponent
 * @param phoneReleaseType phoneInformation/@phoneRelease, which manifests in the field have, or
 *     &#64;phoneReleaseType
 * @param files what it installs
 * @param identityPosition where assemblyIdentity stands
 * @param packagePosition where package stands
 * @param phonePosition where phoneInformation stands; package where there is none
 */
public record UpdateMum(
    String name,
    PackageVersion version,
    Optional<Architecture> architecture,
    String language,
    String publicKeyToken,
    String buildType,
    String packageIdentifier,
    String releaseType,
    String targetPartition,
    String restart,
    String ownerType,
    String owner,
    String component,
    String subComponent,
    String phoneReleaseType,
    List<MumFile> files,
    SourcePosition identityPosition,
    SourcePosition packagePosition,
    SourcePosition phonePosition) {
  /** The manifest's name in a cabinet. */
  public static final String FILE_NAME = "update.mum";

  /** The security catalog's name in a cabinet. */
  public static final String CATALOG_NAME = "update.cat";

  /** Public key token of packages of an OEM. */
  public static final String OEM_TOKEN = "628844477771337a";

  /** Public key token of packages of Microsoft. */
  public static final String MICROSOFT_TOKEN = "31bf3856ad364e35";

  /** Namespace of every element that is read here. */
  public static final String NAMESPACE = "urn:schemas-microsoft-com:asm.v3";

  /** What an assembly may be built for that is no machine. */
  private static final Set<String> NO_MACHINE = Set.of("neutral", "msil", "wow64");

  private static final String UNREADABLE = "UC3030";
  private static final String NOT_A_MANIFEST = "UC3031";
  private static final String BAD_VALUE = "UC3032";

  /** Copies. */
  public UpdateMum {
    files = List.copyOf(files);
  }

  /**
   * Reads a manifest.
   *
   * @param file its name in findings
   * @throws MalformedPackageException UC3030 not XML, UC3031 another document, UC3032 values
   */
  public static UpdateMum parse(byte[] xml, String file) throws MalformedPackageException {
    XmlElement root = XmlAttributes.document(xml, file, UNREADABLE);
    if (!root.name().equals("assembly") || !root.namespace().equals(NAMESPACE)) {
      throw notAManifest(root, "is not an assembly of " + NAMESPACE);
    }
    XmlElement identity = only(root, "assemblyIdentity");
    return read(identity, only(root, "package"));
  }

  private static UpdateMum read(XmlElement identity, XmlElement pack)
      throws MalformedPackageException {
    XmlAttributes read = new XmlAttributes(BAD_VALUE);
    String name = read.text(identity, "name");
    PackageVersion version = version(read, identity);
    Optional<Architecture> architecture = architecture(read, identity);
    List<MumFile> files = files(read, pack);
    read.require();
    XmlElement phone = phone(pack);
    return new UpdateMum(
        name,
        version,
        architecture,
        text(identity, "language"),
        text(identity, "publicKeyToken").toLowerCase(Locale.ROOT),
        text(identity, "buildType"),
        text(pack, "identifier"),
        text(pack, "releaseType"),
        text(pack, "targetPartition"),
        text(pack, "restart"),
        text(phone, "phoneOwnerType"),
        text(phone, "phoneOwner"),
        text(phone, "phoneComponent"),
        text(phone, "phoneSubComponent"),
        phone.attribute("phoneRelease").orElseGet(() -> text(phone, "phoneReleaseType")),
        files,
        identity.position(),
        pack.position(),
        phone.position());
  }

  private static PackageVersion version(XmlAttributes read, XmlElement identity) {
    PackageVersion none = new PackageVersion(0, 0, 0, 0);
    return read.typed(identity, "version", "a four-part version", none, PackageVersion::parse);
  }

  private static Optional<Architecture> architecture(XmlAttributes read, XmlElement identity) {
    Optional<Architecture> none = Optional.empty();
    return read.typed(
        identity, "processorArchitecture", "an architecture", none, UpdateMum::machine);
  }

  private static List<MumFile> files(XmlAttributes read, XmlElement pack) {
    return pack.descendants("file")
        .filter(f -> f.namespace().equals(NAMESPACE))
        .map(f -> new MumFile(read.text(f, "name"), text(f, "cabpath"), f.position()))
        .toList();
  }

  /** What the image tools of OEMs write; the manifest of a desktop package has none. */
  private static XmlElement phone(XmlElement pack) {
    return pack.descendants("phoneInformation")
        .filter(p -> p.namespace().equals(NAMESPACE))
        .findFirst()
        .orElse(new XmlElement("", "", Map.of(), List.of(), "", pack.position()));
  }

  private static XmlElement only(XmlElement root, String child) throws MalformedPackageException {
    List<XmlElement> found =
        root.children(child).filter(c -> c.namespace().equals(NAMESPACE)).toList();
    if (found.size() != 1) {
      throw notAManifest(root, "has " + found.size() + " elements " + child + ", not one");
    }
    return found.get(0);
  }

  private static MalformedPackageException notAManifest(XmlElement root, String what) {
    return new MalformedPackageException(
        List.of(Finding.error(NOT_A_MANIFEST, "", "the manifest " + what).at(root.position())));
  }

  private static Optional<Architecture> machine(String name) {
    return NO_MACHINE.contains(name.toLowerCase(Locale.ROOT))
        ? Optional.empty()
        : Optional.of(Architecture.parse(name));
  }

  private static String text(XmlElement element, String attribute) {
    return element.attribute(attribute).orElse("");
  }
}
