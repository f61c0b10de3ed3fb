package dev.updatecenter.capability.blobstore;

/**
 * What a store knows of a blob.
 *
 * @param length bytes
 * @param etag its version
 */
public record BlobProperties(long length, ETag etag) {}
