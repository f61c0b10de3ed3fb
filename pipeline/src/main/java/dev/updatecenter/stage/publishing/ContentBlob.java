package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobSource;

/**
 * Content that is to lie under its digest.
 *
 * @param name carries the digest of {@code source}
 * @param source compared with its digest while it is sent
 */
public record ContentBlob(BlobName name, BlobSource source) {}
