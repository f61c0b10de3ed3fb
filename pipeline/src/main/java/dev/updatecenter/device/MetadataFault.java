package dev.updatecenter.device;

import dev.updatecenter.capability.tuf.ExpiredMetadataException;
import dev.updatecenter.capability.tuf.NotInSnapshotException;
import dev.updatecenter.capability.tuf.RollbackException;
import dev.updatecenter.capability.tuf.RootVersionException;
import dev.updatecenter.capability.tuf.SignatureThresholdException;
import dev.updatecenter.capability.tuf.SpecVersionException;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.net.URI;

/** A failed check of the metadata, told to whoever looks after the device. */
final class MetadataFault {
  private MetadataFault() {}

  /** A file below the base address; the code and exit code are the check's own. */
  static UpdateCenterException of(TufVerificationException e, URI base, ProductName product) {
    return error(e)
        .where(BaseAddress.below(base, "products/" + product + "/metadata/" + e.file()))
        .why(why(e))
        .fix(fix(e) + "; see: ducctl explain " + e.code())
        .build();
  }

  /** The file that {@code --root} names. */
  static UpdateCenterException trustedRoot(TufVerificationException e, String file) {
    return error(e)
        .where(file)
        .why("what the device begins to trust by must be a root.json that verifies by itself")
        .fix("give the product's root.json as it was delivered with the device")
        .build();
  }

  private static UpdateCenterException.Builder error(TufVerificationException e) {
    return UpdateCenterException.error(e.code(), e.exit(), e.getMessage())
        .state("the metadata trusted before is still in place")
        .cause(e);
  }

  private static String why(TufVerificationException e) {
    if (e instanceof ExpiredMetadataException) {
      return "nobody renewed it, the edge withholds what is newer, or the device's clock is wrong";
    }
    if (e instanceof SignatureThresholdException) {
      return "it is not signed by enough of the keys that the trusted root leads to";
    }
    if (isOlder(e)) {
      return "the edge gives other or older metadata than this device has verified before";
    }
    return e instanceof SpecVersionException
        ? "this program does not know that form of metadata"
        : "the file was damaged on its way, or the edge mixes two publications";
  }

  private static String fix(TufVerificationException e) {
    if (e instanceof ExpiredMetadataException) {
      return "run ducctl advance where the product is published, and check the device's clock";
    }
    if (e instanceof SignatureThresholdException) {
      return "check that --root is this product's; if it is, do not trust this edge";
    }
    if (isOlder(e)) {
      return "purge the caches of the edge and scan again; keep the device's state folder";
    }
    return e instanceof SpecVersionException
        ? "update the device's program"
        : "scan again over another network; compare the store with: ducctl repo verify";
  }

  private static boolean isOlder(TufVerificationException e) {
    return e instanceof RollbackException
        || e instanceof RootVersionException
        || e instanceof NotInSnapshotException;
  }
}
