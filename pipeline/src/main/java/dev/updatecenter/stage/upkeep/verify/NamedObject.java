package dev.updatecenter.stage.upkeep.verify;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.kernel.core.ContentDigest;
import java.util.List;

/**
 * A file that live metadata consists of or names.
 *
 * @param length bytes
 * @param namedBy which file names it
 * @param signers SHA-256 of the certificates that may have signed it; empty for none
 * @param thirdParty whether its signature needs its chain alone
 */
record NamedObject(
    BlobName name,
    long length,
    ContentDigest sha256,
    String namedBy,
    List<ContentDigest> signers,
    boolean thirdParty) {
  NamedObject {
    signers = List.copyOf(signers);
  }

  static NamedObject of(BlobName name, byte[] content, String namedBy) {
    return new NamedObject(
        name, content.length, ContentDigest.of(content), namedBy, List.of(), false);
  }
}
