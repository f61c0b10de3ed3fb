package dev.updatecenter.stage.publishing;

import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.submission.Requirements;
import dev.updatecenter.stage.submission.RingSettings;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Published releases as tests want them, without publishing anything. */
public final class TestReleases {
  private TestReleases() {}

  /** A release of ContosoKiosk with an OCP of its own version and one driver package. */
  public static PublishedRelease ocp(String version, RingSettings... rings) {
    return of(version, Optional.empty(), Requirements.NONE, List.of(cbs(version)), rings);
  }

  /** As {@link #ocp} with everything else given. */
  public static PublishedRelease of(
      String version,
      Optional<String> os,
      Requirements requires,
      List<PublishedPackage> packages,
      RingSettings... rings) {
    ReleaseTraits traits = new ReleaseTraits(os.isPresent(), true, false);
    return of(version, os, Optional.of(version), requires, packages, traits, rings);
  }

  /** A release with nothing left to the recipe. */
  public static PublishedRelease of(
      String version,
      Optional<String> os,
      Optional<String> ocp,
      Requirements requires,
      List<PublishedPackage> packages,
      ReleaseTraits traits,
      RingSettings... rings) {
    return new PublishedRelease(
        new ProductName("ContosoKiosk"),
        PackageVersion.parse(version),
        digest("submission " + version),
        os.map(PackageVersion::parse),
        ocp.map(PackageVersion::parse),
        requires,
        "Notes of " + version,
        packages,
        List.of(rings),
        traits);
  }

  /** The driver package of a version. */
  public static PublishedPackage cbs(String version) {
    return pkg("cbs", "Contoso.Touch.Driver", version, "touch.cab");
  }

  /** A package of any kind. */
  public static PublishedPackage pkg(String kind, String identity, String version, String file) {
    ContentDigest sha256 = digest(identity + version);
    return new PublishedPackage(
        "packages/" + sha256.prefix() + "/" + file,
        kind,
        identity,
        PackageVersion.parse(version),
        Optional.of(Architecture.ARM),
        4711,
        sha256,
        List.of(digest("signer")));
  }

  private static ContentDigest digest(String text) {
    return ContentDigest.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
