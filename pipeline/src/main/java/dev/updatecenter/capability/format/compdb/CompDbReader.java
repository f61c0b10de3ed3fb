package dev.updatecenter.capability.format.compdb;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.XmlAttributes;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.document.XmlElement;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Reads a composition database and gathers every fault. */
final class CompDbReader {
  private static final PackageVersion NO_VERSION = new PackageVersion(0, 0, 0, 0);

  private final XmlAttributes attributes = new XmlAttributes("UC3052");

  CompositionDatabase read(byte[] xml, String file) throws MalformedPackageException {
    return read(XmlAttributes.document(xml, file, "UC3050"));
  }

  /** Reads a document that was read before and edited since. */
  static CompositionDatabase trusted(XmlElement root) {
    try {
      return new CompDbReader().read(root);
    } catch (MalformedPackageException e) {
      throw new IllegalStateException("an edit spoiled the composition database", e);
    }
  }

  private CompositionDatabase read(XmlElement root) throws MalformedPackageException {
    if (!root.name().equals("CompDB") || !root.namespace().equals(CompositionDatabase.NAMESPACE)) {
      fault("UC3051", root, "not a CompDB of " + CompositionDatabase.NAMESPACE);
      attributes.require();
    }
    PackageVersion bspVersion = version(root, "BSPVersion");
    Architecture arch =
        attributes.typed(
            root, "BuildArch", "an architecture", Architecture.ARM, Architecture::parse);
    Optional<PackageVersion> osVersion =
        root.attribute("OSVersion").isEmpty()
            ? Optional.empty()
            : Optional.of(version(root, "OSVersion"));
    List<CompDbPackage> packages =
        root.children("Packages").flatMap(p -> p.children("Package")).map(this::pack).toList();
    if (packages.isEmpty()) {
      fault("UC3053", root, "no package is listed");
    }
    checkTwice(root, packages);
    attributes.require();
    return new CompositionDatabase(
        bspVersion,
        arch,
        osVersion,
        root.attribute("ReleaseType").orElse(""),
        root.attribute("BSPProductName").orElse(""),
        packages,
        root);
  }

  private CompDbPackage pack(XmlElement element) {
    List<XmlElement> items =
        element.children("Payload").flatMap(p -> p.children("PayloadItem")).toList();
    if (items.size() != 1) {
      fault("UC3053", element, "package has " + items.size() + " payloads, not one");
    }
    XmlElement item = items.isEmpty() ? element : items.get(0);
    return new CompDbPackage(
        attributes.text(element, "ID"),
        version(element, "Version"),
        element.attribute("PublicKeyToken").orElse("").toLowerCase(Locale.ROOT),
        attributes.sha256(item, "PayloadHash"),
        attributes.size(item, "PayloadSize"),
        path(item),
        item.attribute("PayloadType").orElse(""),
        element.position(),
        item.position());
  }

  private String path(XmlElement item) {
    String path = attributes.text(item, "Path");
    if (path.endsWith("/") || path.endsWith("\\")) {
      fault("UC3052", item, "Path names a folder, no cabinet: '" + path + "'");
    }
    return path;
  }

  private void checkTwice(XmlElement root, List<CompDbPackage> packages) {
    Set<String> files = new HashSet<>();
    Set<String> ids = new HashSet<>();
    List<XmlElement> elements =
        root.children("Packages").flatMap(p -> p.children("Package")).toList();
    for (int i = 0; i < elements.size(); i++) {
      CompDbPackage p = packages.get(i);
      boolean again = !p.fileName().isEmpty() && !files.add(p.fileName().toLowerCase(Locale.ROOT));
      again |= !p.id().isEmpty() && !ids.add(p.id().toLowerCase(Locale.ROOT));
      if (again) {
        fault("UC3054", elements.get(i), p.id() + " or its file is listed twice");
      }
    }
  }

  private PackageVersion version(XmlElement element, String attribute) {
    return attributes.typed(
        element, attribute, "a four-part version", NO_VERSION, PackageVersion::parse);
  }

  private void fault(String code, XmlElement at, String message) {
    attributes.fault(code, at, message);
  }
}
