package dev.updatecenter.capability.format.appx;

import static java.util.stream.Collectors.toSet;

import dev.updatecenter.kernel.core.Finding;
import java.util.Objects;
import java.util.Set;

/** A bundle's manifest against the packages that it holds ("Bundle manifest schema", Package). */
final class BundlePayload {
  private static final String ABSENT = "UC3181";
  private static final String COMPRESSED = "UC3182";
  private static final String ELSEWHERE = "UC3183";
  private static final String OTHER_IDENTITY = "UC3184";

  private final AppxZip zip;
  private final BundleManifest manifest;
  private final Faults faults;

  BundlePayload(AppxZip zip, BundleManifest manifest, Faults faults) {
    this.zip = zip;
    this.manifest = manifest;
    this.faults = faults;
    Set<String> named =
        manifest.packages().stream().map(BundleManifest.Member::fileName).collect(toSet());
    zip.names().stream()
        .filter(n -> n.matches("(?i)[^/]+\\.(appx|msix)") && !named.contains(n))
        .forEach(n -> faults.add(finding(ABSENT, n + " is in the bundle, its manifest omits it")));
  }

  /** Whether a package is there to be read. */
  boolean isSound(BundleManifest.Member p) {
    if (!zip.has(p.fileName())) {
      fault(ABSENT, p, p.fileName() + " is named, and not in the bundle");
      return false;
    }
    ZipMember member = zip.member(p.fileName());
    if (member.record().deflated()) {
      fault(COMPRESSED, p, p.fileName() + " is compressed in the bundle");
      return false;
    }
    if (p.offset() != member.dataOffset()) {
      fault(
          ELSEWHERE,
          p,
          p.fileName() + " begins at " + member.dataOffset() + ", Offset says " + p.offset());
    }
    if (p.size() != member.record().size()) {
      fault(
          ELSEWHERE,
          p,
          p.fileName() + " has " + member.record().size() + " bytes, Size says " + p.size());
    }
    return true;
  }

  /** The package's own identity is the one that the bundle gives it. */
  void compare(BundleManifest.Member p, AppxPackage content) {
    if (content.manifest().isEmpty()) {
      return;
    }
    AppxIdentity own = content.manifest().get().identity();
    AppxIdentity bundle = manifest.identity();
    same(p, "Name", bundle.name(), own.name());
    same(p, "Publisher", bundle.publisher(), own.publisher());
    same(p, "Version", p.version(), own.version());
    same(p, "Architecture", p.processor(), own.processor());
    same(p, "ResourceId", p.resourceId(), own.resourceId());
  }

  private void same(BundleManifest.Member p, String what, Object bundle, Object own) {
    if (!Objects.equals(bundle, own)) {
      fault(
          OTHER_IDENTITY,
          p,
          what + " of " + p.fileName() + " is '" + own + "', the bundle says '" + bundle + "'");
    }
  }

  private void fault(String code, BundleManifest.Member p, String message) {
    faults.add(finding(code, message).at(p.position()));
  }

  private static Finding finding(String code, String message) {
    return Finding.error(code, "", message)
        .because("Windows fetches the package that fits straight from the bundle, by its manifest.")
        .fixedBy("Build the bundle again with MakeAppx bundle.");
  }
}
