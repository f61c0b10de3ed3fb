package dev.updatecenter.capability.blobstore;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A swap lost: the blob is not the version that was expected (HTTP 412). Nothing was written.
 * Checked, and no {@link java.io.IOException}, so that nobody mistakes it for a fault of the store.
 */
public final class PreconditionFailedException extends Exception {
  private final transient BlobName name;
  private final transient @Nullable ETag expected;

  /**
   * Tells which swap lost.
   *
   * @param expected the version that was asked for; empty for "must not exist"
   */
  public PreconditionFailedException(BlobName name, Optional<ETag> expected) {
    super(
        expected
            .map(tag -> name + " is no longer the version " + tag)
            .orElse(name + " exists already"));
    this.name = name;
    this.expected = expected.orElse(null);
  }

  /** The blob that stayed as it was. */
  public BlobName name() {
    return name;
  }

  /** The version that was expected; empty for "must not exist". */
  public Optional<ETag> expected() {
    return Optional.ofNullable(expected);
  }
}
