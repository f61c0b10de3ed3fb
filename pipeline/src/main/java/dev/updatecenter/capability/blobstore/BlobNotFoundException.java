package dev.updatecenter.capability.blobstore;

import java.io.IOException;

/** The store has no blob of that name. */
public final class BlobNotFoundException extends IOException {
  private final transient BlobName name;

  /** Names the blob and the store. */
  public BlobNotFoundException(BlobName name, Object store) {
    super("no " + name + " in " + store);
    this.name = name;
  }

  /** The blob that is not there. */
  public BlobName name() {
    return name;
  }
}
