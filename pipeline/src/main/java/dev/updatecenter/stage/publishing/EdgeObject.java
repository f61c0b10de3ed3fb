package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.kernel.core.ContentDigest;

/**
 * What an edge has to serve, byte by byte.
 *
 * @param name where it lies below the base address
 * @param length bytes
 * @param sha256 digest of the whole
 */
public record EdgeObject(BlobName name, long length, ContentDigest sha256) {
  /** A small object that is in memory. */
  static EdgeObject of(BlobName name, byte[] content) {
    return new EdgeObject(name, content.length, ContentDigest.of(content));
  }
}
