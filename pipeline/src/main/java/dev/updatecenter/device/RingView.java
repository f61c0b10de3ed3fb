package dev.updatecenter.device;

import dev.updatecenter.capability.tuf.TufClient;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.stage.offer.Offer;
import dev.updatecenter.stage.offer.RolloutDocument;
import java.util.Optional;

/**
 * What the signed metadata says to a ring, verified and fresh.
 *
 * @param client whose metadata it is; for the packages
 * @param offer the ring's offer, if there is one
 * @param rollout the product's rollout, if there is one
 */
record RingView(
    TufClient client,
    Optional<Document<Offer>> offer,
    Optional<Document<RolloutDocument>> rollout) {

  /**
   * A document and the digest of its bytes.
   *
   * @param <T> its type
   */
  record Document<T>(T content, ContentDigest sha256) {}
}
