package dev.updatecenter.capability.blobstore;

/** The bytes of a small blob and the version they were, read as one. */
public final class VersionedBlob {
  private final byte[] bytes;
  private final ETag etag;

  /** Copies the bytes. */
  public VersionedBlob(byte[] bytes, ETag etag) {
    this.bytes = bytes.clone();
    this.etag = etag;
  }

  /** The content, as a copy. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** What to expect in {@link BlobStore#replace}. */
  public ETag etag() {
    return etag;
  }
}
