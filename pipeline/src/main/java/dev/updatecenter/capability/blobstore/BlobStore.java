package dev.updatecenter.capability.blobstore;

import dev.updatecenter.kernel.core.UpdateCenterException;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Port: blobs under names, written whole or not at all, durable when a method returns. Safe between
 * threads, instances and processes. Maps to Azure Blob: {@code If-None-Match: *}, {@code If-Match},
 * ranges, listing by prefix.
 */
public interface BlobStore extends BlobReader {
  /**
   * Stores content under a name that is free, and leaves a name that is taken as it is.
   *
   * @return false when the name was taken already, by whatever content
   * @throws UpdateCenterException exit 11 when the source is not what its digest and length say;
   *     exit 14 when the name carries the content's digest, but the blob that has it is of another
   *     length, so the store is damaged. Nothing is stored in either case.
   */
  boolean putIfAbsent(BlobName name, BlobSource source, CachePolicy policy);

  /** Length and version; may cost a read of the content. Empty when there is none. */
  Optional<BlobProperties> head(BlobName name);

  /**
   * Reads a small blob and its version as one.
   *
   * @throws UpdateCenterException exit 11 when the blob is longer than {@code maxBytes}
   */
  Optional<VersionedBlob> readVersioned(BlobName name, int maxBytes);

  /**
   * Compare and swap: of several who expect the same version, exactly one succeeds.
   *
   * @param expected the version to be replaced; empty = must not exist
   * @return the new version
   * @throws PreconditionFailedException when it is another; nothing was written
   */
  ETag replace(BlobName name, byte[] content, Optional<ETag> expected, CachePolicy policy)
      throws PreconditionFailedException;

  /**
   * The blobs whose names begin with {@code prefix} as text (not only at a {@code /}; empty = all),
   * sorted by name as text. To be closed. What is written or deleted meanwhile may be in it or not.
   */
  Stream<ListedBlob> list(String prefix);

  /**
   * Whether the times that {@link #list} gives are another machine's, so that they tell whether
   * this machine's clock is right.
   */
  default boolean hasOwnClock() {
    return false;
  }

  /** Deletes. False when there was none. */
  boolean delete(BlobName name);

  /**
   * Makes a blob as young as one that is written now; its content stays. Whoever finds content that
   * it wants to name, and did not write itself, renews it first: see {@link #deleteUnchanged}.
   *
   * @return false when there is none any more, and it has to be put
   */
  boolean renew(BlobName name);

  /**
   * Deletes a blob unless it was written or renewed since it was listed: of this and a {@link
   * #renew} at the same time one succeeds and the other does nothing.
   *
   * @param seen as it was listed
   * @return false when it is younger than that, or gone
   */
  boolean deleteUnchanged(ListedBlob seen);
}
