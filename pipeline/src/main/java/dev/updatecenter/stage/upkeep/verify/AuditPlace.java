package dev.updatecenter.stage.upkeep.verify;

import dev.updatecenter.capability.blobstore.BlobReader;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.EdgeReader;
import java.util.Optional;

/**
 * What is audited.
 *
 * @param reader gives small files, after retries
 * @param edge gives objects with their header fields
 * @param store lists names; empty where they cannot be listed, as behind a CDN
 */
public record AuditPlace(BlobReader reader, EdgeReader edge, Optional<BlobStore> store) {
  /** A place that can be listed. */
  public static AuditPlace of(BlobStore store) {
    return new AuditPlace(store, EdgeReader.of(store), Optional.of(store));
  }
}
