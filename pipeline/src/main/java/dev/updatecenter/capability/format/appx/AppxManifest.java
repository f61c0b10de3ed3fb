package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.TargetPlatform;
import dev.updatecenter.capability.format.XmlAttributes;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.SourcePosition;
import dev.updatecenter.kernel.document.XmlElement;
import java.util.List;

/**
 * What AppxManifest.xml says of its package (Microsoft, "Package manifest schema reference").
 *
 * @param format {@link PackageFormat#MSIX} for the schema of Windows 10, else {@link
 *     PackageFormat#APPX}
 * @param identity Identity
 * @param targets the systems it asks for; empty where it says none that can be read
 * @param executables of each Application/@Executable
 * @param findings what its schema has against it, each as an error
 */
public record AppxManifest(
    PackageFormat format,
    AppxIdentity identity,
    List<TargetPlatform> targets,
    List<Program> executables,
    List<Finding> findings) {
  /** The manifest's name in a package. */
  public static final String FILE_NAME = "AppxManifest.xml";

  /** Namespace of manifests for Windows 10 and later. */
  public static final String NAMESPACE =
      "http://schemas.microsoft.com/appx/manifest/foundation/windows10";

  /** As much of a manifest as is read: a tree of more elements would be a burden. */
  static final int MAX_BYTES = 2 << 20;

  static final String CODE = "UC3112";
  private static final String OF_MICROSOFT = "http://schemas.microsoft.com/appx/";

  /**
   * What an application starts.
   *
   * @param file as it is written
   * @param position of the Application in the manifest
   */
  public record Program(String file, SourcePosition position) {}

  /** Copies. */
  public AppxManifest {
    targets = List.copyOf(targets);
    executables = List.copyOf(executables);
    findings = List.copyOf(findings);
  }

  /**
   * Reads a manifest.
   *
   * @throws MalformedPackageException UC3112 if it is no manifest, or its identity is not whole
   */
  public static AppxManifest parse(byte[] xml) throws MalformedPackageException {
    XmlElement root = root(xml);
    Faults faults = new Faults();
    AppxIdentity identity = AppxIdentity.read(root, CODE, faults);
    new PropertiesRules(faults).check(root);
    List<TargetPlatform> targets = new DependenciesRules(identity, faults).targets(root);
    return new AppxManifest(
        formatOf(root),
        identity,
        targets,
        root.children("Applications")
            .flatMap(a -> a.children("Application"))
            .flatMap(a -> a.attribute("Executable").map(e -> new Program(e, a.position())).stream())
            .toList(),
        faults.list());
  }

  /**
   * Which of the two kinds of manifest it is.
   *
   * @throws MalformedPackageException UC3112 if it is none
   */
  static PackageFormat formatOf(byte[] xml) throws MalformedPackageException {
    return formatOf(root(xml));
  }

  private static PackageFormat formatOf(XmlElement root) {
    return root.namespace().equals(NAMESPACE) ? PackageFormat.MSIX : PackageFormat.APPX;
  }

  private static XmlElement root(byte[] xml) throws MalformedPackageException {
    XmlElement root = XmlAttributes.document(xml, FILE_NAME, CODE);
    XmlAttributes read = new XmlAttributes(CODE);
    if (!root.name().equals("Package") || root.child("Identity").isEmpty()) {
      read.fault(CODE, root, "the manifest is no Package with an Identity");
    } else if (!root.namespace().startsWith(OF_MICROSOFT)) {
      read.fault(
          CODE, root, "the manifest is of no namespace of Windows: '" + root.namespace() + "'");
    }
    read.require();
    return root;
  }
}
