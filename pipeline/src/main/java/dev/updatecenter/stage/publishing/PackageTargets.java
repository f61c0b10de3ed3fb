package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.stage.signing.SignedPackage;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Packages as targets of the signed metadata. */
final class PackageTargets {
  private PackageTargets() {}

  static Map<String, TargetFile> of(List<SignedPackage> packages) {
    Map<String, TargetFile> targets = new LinkedHashMap<>();
    for (SignedPackage signed : packages) {
      PublishedPackage p = PackageUploader.published(signed);
      Map<String, Object> custom = custom(p);
      if (signed.isThirdParty()) {
        // The EV policy holds for our and submitters' signatures; this one needs its chain alone.
        custom.put("thirdParty", true);
      }
      targets.put(p.target(), new TargetFile(p.length(), p.sha256(), custom));
    }
    return targets;
  }

  /** What the role {@code packages} vouches for besides length and hash. */
  private static Map<String, Object> custom(PublishedPackage p) {
    Map<String, Object> custom = new LinkedHashMap<>();
    custom.put("kind", p.kind());
    custom.put("identity", p.identity());
    custom.put("version", p.version().toString());
    custom.put("arch", p.architecture().map(Architecture::wireName).orElse("neutral"));
    custom.put("signers", p.signers().stream().map(ContentDigest::hex).toList());
    return custom;
  }
}
