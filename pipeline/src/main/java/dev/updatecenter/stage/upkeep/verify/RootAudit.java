package dev.updatecenter.stage.upkeep.verify;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobReader;
import dev.updatecenter.capability.tuf.MetadataVersion;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TrustedMetadataSet;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Walks the published roots from the first to the last, as the oldest device does: each signed by
 * the one before, and the one that is trusted here among them.
 */
final class RootAudit {
  private final BlobReader reader;
  private final AuditFindings findings;

  RootAudit(BlobReader reader, AuditFindings findings) {
    this.reader = reader;
    this.findings = findings;
  }

  /**
   * Checks the chain.
   *
   * @return its files
   */
  Map<BlobName, NamedObject> check(ProductName product, byte[] trusted) {
    Map<BlobName, NamedObject> files = new LinkedHashMap<>();
    BlobName file = name(product, MetadataVersion.FIRST);
    try {
      Optional<byte[]> bytes = read(file);
      if (bytes.isEmpty()) {
        findings.missing(file, "every device of " + product);
        return files;
      }
      MetadataVersion ours = new TrustedMetadataSet(trusted, Instant.MIN).root().version();
      TrustedMetadataSet chain = new TrustedMetadataSet(bytes.get(), Instant.MIN);
      while (bytes.isPresent()) {
        files.put(file, NamedObject.of(file, bytes.get(), "the chain of roots"));
        MetadataVersion version = chain.root().version();
        if (version.equals(ours) && !Arrays.equals(bytes.get(), trusted)) {
          foreign(file);
        }
        file = name(product, version.next());
        bytes = read(file);
        if (bytes.isPresent()) {
          chain.updateRoot(bytes.get()); // TUF 5.3.4, 5.3.5
        }
      }
      if (chain.root().version().isBefore(ours)) {
        findings.missing(name(product, ours), "the root that is trusted here");
      }
    } catch (TufVerificationException e) {
      findings.refuse(file, e);
    } catch (UpdateCenterException e) {
      findings.unreachable(file, e);
    }
    return files;
  }

  private Optional<byte[]> read(BlobName file) {
    return reader.read(file, RoleName.ROOT.maxBytes());
  }

  private static BlobName name(ProductName product, MetadataVersion version) {
    return ReleaseLayout.metadata(product, RoleName.ROOT.fileName(version));
  }

  private void foreign(BlobName file) {
    findings.refuse(
        Finding.error("UC5159", file.value(), "it is not the root that is trusted here")
            .because("devices that were given the trusted one see another repository")
            .fixedBy("check --root, and find out who put this root there"));
  }
}
