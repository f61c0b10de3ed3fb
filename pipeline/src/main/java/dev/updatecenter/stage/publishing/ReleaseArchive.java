package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.signing.OemCustomPackageRebuilder.Rebuilt;
import java.io.IOException;

/** Rebuilt OEM custom packages in the private part of the store. */
public final class ReleaseArchive {
  private final BlobStore privatePart;

  /** Archives into the private part. */
  public ReleaseArchive(BlobStore privatePart) {
    this.privatePart = privatePart;
  }

  /** Keeps a rebuilt package; again changes nothing. */
  public BlobName keep(ProductName product, PackageVersion version, Rebuilt ocp)
      throws IOException {
    BlobName name =
        new BlobName(
            "archive/" + product + "/" + version + "/" + ocp.sha256() + "." + ocp.fileName());
    privatePart.putIfAbsent(
        name, BlobSource.of(ocp.file(), ocp.sha256()), CachePolicy.MUTABLE_PRIVATE);
    return name;
  }
}
