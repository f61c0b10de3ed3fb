package dev.updatecenter.capability.blobstore.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.models.BlobProperties;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.specialized.BlobClientBase;
import dev.updatecenter.capability.blobstore.ETag;
import java.util.Map;
import java.util.Optional;

/** What the service tells of a blob without its content. */
record StoredBlob(long length, ETag etag, Map<String, String> metadata) {
  StoredBlob {
    metadata = Map.copyOf(metadata);
  }

  /** Asks once; empty when there is none. */
  static Optional<StoredBlob> of(BlobClientBase blob) {
    try {
      BlobProperties told = blob.getPropertiesWithResponse(null, null, Context.NONE).getValue();
      return Optional.of(
          new StoredBlob(told.getBlobSize(), new ETag(told.getETag()), told.getMetadata()));
    } catch (BlobStorageException e) {
      if (Taken.isNone(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
