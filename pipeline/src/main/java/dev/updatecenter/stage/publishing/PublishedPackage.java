package dev.updatecenter.stage.publishing;

import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import java.util.List;
import java.util.Optional;

/**
 * A package as devices see it: a target of the signed metadata.
 *
 * @param target {@code packages/<first 16 hex of the digest>/<file>}
 * @param kind {@code cbs}, {@code msix}, {@code driver}, {@code ppkg} or {@code file}
 * @param identity the format's own name for it, such as {@code Contoso.Touch.Driver}
 * @param version its version
 * @param architecture the processor it is for; empty for neutral
 * @param length bytes of the signed file
 * @param sha256 digest of the signed file
 * @param signers SHA-256 of each signing certificate; empty for kinds file and ppkg only
 */
public record PublishedPackage(
    String target,
    String kind,
    String identity,
    PackageVersion version,
    Optional<Architecture> architecture,
    long length,
    ContentDigest sha256,
    List<ContentDigest> signers) {
  /** Copies. */
  public PublishedPackage {
    signers = List.copyOf(signers);
  }
}
