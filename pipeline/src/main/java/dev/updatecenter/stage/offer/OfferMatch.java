package dev.updatecenter.stage.offer;

import dev.updatecenter.kernel.core.ContentDigest;
import java.util.Optional;

/** Whether an offer and a rollout belong together and are for a device at all. */
final class OfferMatch {
  private OfferMatch() {}

  static Optional<String> mismatch(
      Offer offer, ContentDigest offerDigest, RolloutDocument rollout, DeviceState device) {
    if (!offer.product().equals(device.product()) || !rollout.product().equals(device.product())) {
      return Optional.of("the offer is for " + offer.product() + ", not " + device.product());
    }
    if (!offer.ring().equals(device.ring())) {
      return Optional.of("the offer is for ring " + offer.ring() + ", not " + device.ring());
    }
    if (offer.hardware().stream()
        .noneMatch(h -> h.matches(device.hardwareIds(), device.baseboardProduct()))) {
      return Optional.of("another model: no hardware id and Baseboard Product of the offer match");
    }
    RolloutDocument.Ring ring = rollout.rings().get(device.ring());
    if (ring == null) {
      return Optional.of("the rollout says nothing about ring " + device.ring());
    }
    return ring.offer().equals(offerDigest)
        ? Optional.empty()
        : Optional.of("the rollout is about another revision of the offer");
  }
}
