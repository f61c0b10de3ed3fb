package dev.updatecenter.device;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.stage.offer.OfferPackage;
import java.util.List;

/**
 * An entry of an offer that the package's own signed metadata confirms.
 *
 * @param offered the entry
 * @param content where the content lies below the base address
 * @param signers SHA-256 of the certificates that may have signed it; empty for what is not signed
 * @param kept whether a third party's signature was kept, which the EV policy does not hold for
 */
record ListedPackage(
    OfferPackage offered, BlobName content, List<ContentDigest> signers, boolean kept) {
  ListedPackage {
    signers = List.copyOf(signers);
  }
}
