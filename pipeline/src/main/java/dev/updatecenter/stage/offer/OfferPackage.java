package dev.updatecenter.stage.offer;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.publishing.PublishedPackage;
import java.util.regex.Pattern;

/**
 * A package of an offered release.
 *
 * @param target {@code packages/<first 16 hex of sha256>/<file>}
 * @param kind {@code cbs}, {@code msix}, {@code driver}, {@code ppkg}, {@code file}, or one that
 *     only later devices know
 * @param identity the format's own name for it
 * @param version its version
 * @param length bytes of the file
 * @param sha256 digest of the file
 */
public record OfferPackage(
    String target,
    String kind,
    String identity,
    PackageVersion version,
    long length,
    ContentDigest sha256) {
  private static final Pattern TARGET =
      Pattern.compile("packages/([0-9a-f]{16})/[A-Za-z0-9][A-Za-z0-9._-]{0,127}");
  private static final Pattern KIND = Pattern.compile("[a-z][a-z0-9-]{0,31}");
  private static final int MAX_IDENTITY = 512;

  /** Refuses a name that is no target, or is not its own digest's, and an empty package. */
  public OfferPackage {
    var match = TARGET.matcher(target);
    if (!match.matches() || !match.group(1).equals(sha256.prefix())) {
      throw new IllegalArgumentException("not the target of " + sha256 + ": " + target);
    }
    if (!KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException("not a kind of package: " + kind);
    }
    if (identity.isBlank() || identity.length() > MAX_IDENTITY || length < 1) {
      throw new IllegalArgumentException(target + " has no identity or no content");
    }
  }

  /** The package as it was published. */
  public static OfferPackage of(PublishedPackage published) {
    return new OfferPackage(
        published.target(),
        published.kind(),
        published.identity(),
        published.version(),
        published.length(),
        published.sha256());
  }

  /** What a device remembers its version by. */
  public PackageName name() {
    return new PackageName(kind, identity);
  }
}
