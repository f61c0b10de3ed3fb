package dev.updatecenter.capability.blobstore.azure;

import com.azure.core.util.Context;
import com.azure.storage.blob.BlobClient;
import com.azure.storage.blob.models.BlobDownloadContentResponse;
import com.azure.storage.blob.models.BlobRange;
import com.azure.storage.blob.models.BlobRequestConditions;
import com.azure.storage.blob.models.BlobStorageException;
import com.azure.storage.blob.models.DownloadRetryOptions;
import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.ETag;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads parts of one blob, each by one request and whole. */
final class Ranges {
  private static final Part NOTHING = new Part(ByteBuffer.allocate(0), null);

  private final BlobClient blob;
  private final BlobName name;
  private final Attempts attempts;

  Ranges(BlobClient blob, BlobName name, Attempts attempts) {
    this.blob = blob;
    this.name = name;
    this.attempts = attempts;
  }

  BlobName name() {
    return name;
  }

  /**
   * Part of a blob.
   *
   * @param bytes what is left of it to be read; empty behind the end
   * @param etag of which version; null for an empty part
   */
  record Part(ByteBuffer bytes, @Nullable ETag etag) {
    byte[] copied() {
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      return copy;
    }
  }

  /**
   * Reads.
   *
   * @param version the version that it has to be still; null for any
   * @return empty when there is no blob
   */
  Optional<Part> read(long offset, long length, @Nullable ETag version) {
    BlobRequestConditions unchanged =
        version == null ? null : new BlobRequestConditions().setIfMatch(version.value());
    return attempts.of(
        "read " + name,
        again -> {
          try {
            BlobDownloadContentResponse answer =
                blob.downloadContentWithResponse(
                    new DownloadRetryOptions().setMaxRetryRequests(0),
                    unchanged,
                    new BlobRange(offset, length),
                    false,
                    null,
                    Context.NONE);
            return Optional.of(
                new Part(
                    answer.getValue().toByteBuffer(),
                    new ETag(answer.getDeserializedHeaders().getETag())));
          } catch (BlobStorageException e) {
            if (e.getStatusCode() == 416) { // RFC 9110 15.5.17: at or behind the end
              return Optional.of(NOTHING);
            }
            if (Taken.isNone(e)) {
              return Optional.empty();
            }
            throw e;
          }
        });
  }
}
