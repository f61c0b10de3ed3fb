package dev.updatecenter.capability.blobstore.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobContainerClient;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.specialized.BlobClientBase;
import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.ListedBlob;
import java.util.Optional;

/**
 * Makes blobs young, and deletes those that still are as old as they were listed: both by {@code
 * If-Match} on what was looked at, so that of two at the same time one is refused with 412.
 */
final class BlobAges {
  private final BlobContainerClient client;
  private final Attempts attempts;

  BlobAges(BlobContainerClient client, Attempts attempts) {
    this.client = client;
    this.attempts = attempts;
  }

  /** Set Blob Metadata with what it has: the content stays, Last-Modified and ETag change. */
  boolean renew(BlobName name) {
    BlobClientBase blob = client.getBlobClient(name.value());
    return attempts.of(
        "renew " + name,
        again -> {
          Optional<BlobProperties> there = properties(blob);
          if (there.isEmpty()) {
            return false;
          }
          try {
            blob.setMetadataWithResponse(
                there.get().getMetadata(), unchanged(there.get()), null, Context.NONE);
            return true;
          } catch (BlobStorageException e) {
            if (Taken.isNone(e)) {
              return false;
            }
            if (Taken.says(e)) {
              // Somebody wrote or renewed it just now: as young as it was to be.
              return properties(blob).isPresent();
            }
            throw e;
          }
        });
  }

  boolean deleteUnchanged(ListedBlob seen) {
    BlobClientBase blob = client.getBlobClient(seen.name().value());
    return attempts.of(
        "delete " + seen.name(),
        again -> {
          Optional<BlobProperties> there = properties(blob);
          if (there.isEmpty()) {
            return again;
          }
          if (!there.get().getLastModified().toInstant().equals(seen.modified())) {
            return false;
          }
          try {
            blob.deleteWithResponse(null, unchanged(there.get()), null, Context.NONE);
            return true;
          } catch (BlobStorageException e) {
            if (Taken.isNone(e) || Taken.says(e)) {
              return false;
            }
            throw e;
          }
        });
  }

  private static Optional<BlobProperties> properties(BlobClientBase blob) {
    try {
      return Optional.of(blob.getPropertiesWithResponse(null, null, Context.NONE).getValue());
    } catch (BlobStorageException e) {
      if (Taken.isNone(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static BlobRequestConditions unchanged(BlobProperties blob) {
    return new BlobRequestConditions().setIfMatch(blob.getETag());
  }
}
