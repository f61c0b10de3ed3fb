package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.stage.signing.SignedPackage;
import java.io.IOException;

/** Puts signed packages into the store under their digest. Safe from many threads. */
public final class PackageUploader {
  private final BlobStore store;

  /** Uploads to a store. */
  public PackageUploader(BlobStore store) {
    this.store = store;
  }

  /**
   * Uploads a package unless it is there.
   *
   * @return how devices will see it
   */
  public PublishedPackage upload(SignedPackage signed) throws IOException {
    PublishedPackage published = published(signed);
    store.putIfAbsent(
        ReleaseLayout.content(published.target(), published.sha256()),
        BlobSource.of(signed.file(), signed.sha256()),
        CachePolicy.IMMUTABLE);
    return published;
  }

  /** How devices will see a package. */
  static PublishedPackage published(SignedPackage signed) {
    return new PublishedPackage(
        ReleaseLayout.packageTarget(signed.sha256(), signed.fileName()),
        signed.kind(),
        signed.identity(),
        signed.version(),
        signed.architecture(),
        signed.length(),
        signed.sha256(),
        signed.signers());
  }
}
