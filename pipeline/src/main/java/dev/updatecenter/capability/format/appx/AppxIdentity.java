package dev.updatecenter.capability.format.appx;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.capability.format.XmlAttributes;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.SourcePosition;
import dev.updatecenter.kernel.document.XmlElement;
import java.util.Optional;

/**
 * Who an app package or bundle is (Microsoft, "Identity (Windows 10)").
 *
 * @param name Identity/@Name
 * @param publisher Identity/@Publisher, a distinguished name as written
 * @param version Identity/@Version
 * @param processor Identity/@ProcessorArchitecture as written; {@code neutral} where it is absent
 * @param resourceId Identity/@ResourceId; empty where it is absent
 * @param position of the element
 */
public record AppxIdentity(
    String name,
    String publisher,
    PackageVersion version,
    String processor,
    String resourceId,
    SourcePosition position) {
  /** The processor of a package without code of its own. */
  public static final String NEUTRAL = "neutral";

  /** x86 programs that Windows for ARM runs. */
  private static final String X86_ON_ARM64 = "x86a64";

  /** The processor it was built for; empty for a package that names none, or several. */
  public Optional<Architecture> architecture() {
    return processor.equals(NEUTRAL) || processor.equals(X86_ON_ARM64)
        ? Optional.empty()
        : Optional.of(Architecture.parse(processor));
  }

  /**
   * Reads the Identity below a root that has one.
   *
   * @param code of what is missing
   * @param faults gets UC3125 and UC3188: what the schema has against its values
   * @throws MalformedPackageException of {@code code} if it is not whole
   */
  static AppxIdentity read(XmlElement root, String code, Faults faults)
      throws MalformedPackageException {
    XmlElement e = root.child("Identity").orElseThrow();
    XmlAttributes read = new XmlAttributes(code);
    String processor = e.attribute("ProcessorArchitecture").orElse(NEUTRAL);
    if (!processor.equals(NEUTRAL) && !processor.equals(X86_ON_ARM64)) {
      read.typed(
          e, "ProcessorArchitecture", "an architecture", Architecture.ARM, Architecture::parse);
    }
    PackageVersion none = new PackageVersion(0, 0, 0, 0);
    AppxIdentity identity =
        new AppxIdentity(
            read.text(e, "Name"),
            read.text(e, "Publisher"),
            read.typed(e, "Version", "a four-part version", none, PackageVersion::parse),
            processor,
            e.attribute("ResourceId").orElse(""),
            e.position());
    read.require();
    new IdentityRules(faults).check(identity, e);
    return identity;
  }
}
