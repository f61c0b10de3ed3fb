package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.stage.signing.SignedPackage;
import java.time.Clock;
import java.util.List;

/** Puts signed packages into the store under their digest. */
public final class PackageUploader {
  private final BlobStore store;
  private final Progress progress;

  /** Uploads to a store. */
  public PackageUploader(BlobStore store, Progress progress) {
    this.store = store;
    this.progress = progress;
  }

  /** The upload of a release's packages. To be closed. */
  public static final class Upload implements AutoCloseable {
    private final ContentUpload content;

    private Upload(ContentUpload content) {
      this.content = content;
    }

    /**
     * Uploads those of these packages that are not there, sixteen at a time.
     *
     * @return how devices will see them
     */
    public List<PublishedPackage> send(List<SignedPackage> packages) {
      content.send(packages.stream().map(PackageUploader::content).toList());
      return packages.stream().map(PackageUploader::published).toList();
    }

    @Override
    public void close() {
      content.close();
    }
  }

  /** Asks the store which of all packages it has. */
  public Upload begin(List<SignedPackage> packages) {
    return new Upload(
        ContentUpload.begin(
            store, packages.stream().map(PackageUploader::content).toList(), progress));
  }

  /**
   * Makes sure, right before packages are named, that each is there and stays: what was found old
   * is renewed, and what was collected as garbage since its upload is uploaded again.
   */
  public void keep(List<SignedPackage> packages, Clock clock) {
    new ContentRenewal(store, clock)
        .renew(packages.stream().map(PackageUploader::content).map(ContentBlob::name).toList());
    try (Upload upload = begin(packages)) {
      upload.send(packages);
    }
  }

  /** The length is the one that was signed: a file that grew since is not what it says. */
  private static ContentBlob content(SignedPackage signed) {
    PublishedPackage published = published(signed);
    return new ContentBlob(
        ReleaseLayout.content(published.target(), published.sha256()),
        new BlobSource.FileSource(signed.file(), signed.sha256(), signed.length()));
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
