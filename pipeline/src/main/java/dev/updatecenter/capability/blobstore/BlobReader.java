package dev.updatecenter.capability.blobstore;

import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.InputStream;
import java.util.Optional;

/**
 * Port: reads blobs, from a store or from its edge. Safe from many threads.
 *
 * <p>A fault of the store itself is an {@link UpdateCenterException}: exit 13 for what a network
 * did, after retries, and exit 14 for what a disk did.
 */
public interface BlobReader {
  /**
   * Reads a small blob whole.
   *
   * @param maxBytes the most that is taken into memory
   * @return empty when there is none
   * @throws UpdateCenterException exit 11 when the blob is longer than {@code maxBytes}
   */
  Optional<byte[]> read(BlobName name, int maxBytes);

  /**
   * Opens a blob at its beginning. A fault while reading is an {@link java.io.IOException} of the
   * stream; what is missing can be fetched by range.
   */
  InputStream open(BlobName name) throws BlobNotFoundException;

  /**
   * Opens part of a blob.
   *
   * @param offset bytes to skip; at or behind the end gives an empty stream
   * @param length the most bytes the stream gives; fewer where the blob ends before, 0 gives none
   * @throws IllegalArgumentException when either is negative
   */
  InputStream open(BlobName name, long offset, long length) throws BlobNotFoundException;
}
