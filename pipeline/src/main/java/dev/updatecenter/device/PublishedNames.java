package dev.updatecenter.device;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.tuf.TargetFile;

/** Where content lies below the base address. */
final class PublishedNames {
  private PublishedNames() {}

  /**
   * A target's content: {@code content/<dir>/<sha256>.<file>}, TUF 6.2.
   *
   * @throws dev.updatecenter.kernel.core.UpdateCenterException UC7108 for a path that no publisher
   *     of ours writes
   */
  static BlobName content(String path, TargetFile listed) {
    String name = "content/" + listed.urlPath(path);
    if (!BlobName.isSafe(name)) {
      throw new Refusal.UnusableDocument(path, "its name is not one that is published").toError();
    }
    return new BlobName(name);
  }
}
