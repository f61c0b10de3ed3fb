package dev.updatecenter.capability.blobstore;

import java.time.Instant;

/**
 * A blob as a listing tells it, without a request of its own.
 *
 * @param length bytes
 * @param modified when it was written, by the clock of the store
 */
public record ListedBlob(BlobName name, long length, Instant modified) {}
