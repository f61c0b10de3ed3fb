package dev.updatecenter.capability.blobstore.azure;

import com.azure.storage.blob.models.BlobErrorCode;
import com.azure.storage.blob.models.BlobStorageException;

/** The answers that are no faults: to "only if absent", "only if unchanged", "what is there?". */
final class Taken {
  private Taken() {}

  /** 412, or for {@code If-None-Match: *} 409 BlobAlreadyExists. */
  static boolean says(BlobStorageException answer) {
    return answer.getStatusCode() == 412
        || BlobErrorCode.BLOB_ALREADY_EXISTS.equals(answer.getErrorCode());
  }

  /** 404 of the blob; that of its container is a fault. */
  static boolean isNone(BlobStorageException answer) {
    return answer.getStatusCode() == 404
        && !BlobErrorCode.CONTAINER_NOT_FOUND.equals(answer.getErrorCode());
  }
}
