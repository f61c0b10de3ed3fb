package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.EntryNames;
import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.XmlAttributes;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.SourcePosition;
import dev.updatecenter.kernel.document.XmlElement;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * AppxMetadata/AppxBundleManifest.xml: what a bundle holds (Microsoft, "Bundle manifest schema").
 *
 * @param identity Identity; a bundle names no processor
 * @param packages Packages/Package
 * @param findings what its schema has against it
 */
public record BundleManifest(AppxIdentity identity, List<Member> packages, List<Finding> findings) {
  /** The manifest's name in a bundle. */
  public static final String FILE_NAME = "AppxMetadata/AppxBundleManifest.xml";

  static final String CODE = "UC3180";
  private static final String NO_APPLICATION = "UC3185";
  private static final String APPLICATION = "application";

  /** Copies. */
  public BundleManifest {
    packages = List.copyOf(packages);
    findings = List.copyOf(findings);
  }

  /**
   * A package of a bundle.
   *
   * @param fileName its name in the bundle, with {@code /}
   * @param application whether it is one to run; else it has resources only
   * @param version its version
   * @param processor its processor, {@code neutral} where none is given
   * @param resourceId empty where none is given
   * @param offset where its bytes begin in the bundle; 0 for one that lies beside the bundle
   * @param size its length in bytes
   * @param position of its element
   */
  public record Member(
      String fileName,
      boolean application,
      PackageVersion version,
      String processor,
      String resourceId,
      long offset,
      long size,
      SourcePosition position) {}

  /**
   * Reads a bundle manifest.
   *
   * @throws MalformedPackageException UC3180 if it is none or not whole
   */
  static BundleManifest parse(byte[] xml) throws MalformedPackageException {
    XmlElement root = XmlAttributes.document(xml, FILE_NAME, CODE);
    XmlAttributes read = new XmlAttributes(CODE);
    boolean namespace =
        root.namespace().matches("http://schemas\\.microsoft\\.com/appx/20[0-9]{2}/bundle");
    if (!root.name().equals("Bundle") || !namespace || root.child("Identity").isEmpty()) {
      read.fault(CODE, root, "the manifest is no Bundle with an Identity");
      read.require();
    }
    Faults faults = new Faults();
    AppxIdentity identity = AppxIdentity.read(root, CODE, faults);
    List<Member> packages = packages(root, read);
    read.require();
    if (packages.stream().noneMatch(Member::application)) {
      faults.add(
          Finding.error(NO_APPLICATION, "", "the bundle has no package of Type application")
              .at(root.position())
              .because("There would be nothing to run.")
              .fixedBy("Bundle at least one app package, not resource packages alone."));
    }
    return new BundleManifest(identity, packages, faults.list());
  }

  private static List<Member> packages(XmlElement root, XmlAttributes read) {
    List<Member> packages = new ArrayList<>();
    Set<String> names = new HashSet<>();
    for (XmlElement e : root.children("Packages").flatMap(p -> p.children("Package")).toList()) {
      Member each = one(e, read);
      packages.add(each);
      if (!names.add(EntryNames.key(each.fileName()))) {
        read.fault(CODE, e, "'" + each.fileName() + "' is named twice");
      }
    }
    return packages;
  }

  private static Member one(XmlElement e, XmlAttributes read) {
    String type = e.attribute("Type").orElse("resource");
    if (!type.equals(APPLICATION) && !type.equals("resource")) {
      read.fault(CODE, e, "Package/@Type is neither application nor resource: '" + type + "'");
    }
    PackageVersion none = new PackageVersion(0, 0, 0, 0);
    return new Member(
        read.text(e, "FileName").replace('\\', '/'),
        type.equals(APPLICATION),
        read.typed(e, "Version", "a four-part version", none, PackageVersion::parse),
        e.attribute("Architecture").orElse(AppxIdentity.NEUTRAL),
        e.attribute("ResourceId").orElse(""),
        e.attribute("Offset").isPresent() ? read.size(e, "Offset") : 0,
        e.attribute("Size").isPresent() ? read.size(e, "Size") : 0,
        e.position());
  }
}
