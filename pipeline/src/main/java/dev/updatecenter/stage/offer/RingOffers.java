package dev.updatecenter.stage.offer;

import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.publishing.PublishedRelease;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * What the offers of a product are to say. An offer changes only where its ring's signers act
 * anyway, by a new flight or a resume after a halt: what it names beyond need stays until then, so
 * that a ring that passes or is halted asks for no key but that of the rollout. Pure.
 */
public final class RingOffers {
  private final DeviceModel model;
  private final List<Flight> flights;
  private final List<PublishedRelease> releases;

  /**
   * Offers of a product.
   *
   * @param flights of all rings
   * @param releases the published releases that the flights are of
   */
  public RingOffers(
      DeviceModel model, Collection<Flight> flights, Collection<PublishedRelease> releases) {
    this.model = model;
    this.flights = List.copyOf(flights);
    this.releases = List.copyOf(releases);
  }

  /** The offer that would be made of a ring's flights if none was published before. */
  public Offer fresh(RingName ring) {
    return OfferPruning.prune(whole(ring), flights);
  }

  /**
   * The offer of a ring after the one that devices see: the same one while there is nothing new to
   * say. What was left out once stays out, for its packages may be gone.
   */
  public Offer after(RingName ring, Optional<Offer> published) {
    if (published.isEmpty()) {
      return fresh(ring);
    }
    Offer wanted = known(whole(ring), published.get());
    return wanted.equals(published.get()) ? wanted : OfferPruning.prune(wanted, flights);
  }

  private Offer whole(RingName ring) {
    return new OfferBuilder()
        .build(model.product(), ring, List.of(model.target()), flights, releases);
  }

  /** What the published offer names, and what is newer than all of it. */
  private static Offer known(Offer whole, Offer published) {
    List<OfferRelease> named =
        whole.releases().stream().filter(r -> names(published, r) || isNew(published, r)).toList();
    return new Offer(whole.product(), whole.ring(), whole.hardware(), named);
  }

  private static boolean names(Offer offer, OfferRelease release) {
    return offer.releases().stream().anyMatch(r -> r.version().equals(release.version()));
  }

  private static boolean isNew(Offer offer, OfferRelease release) {
    return offer.releases().stream().allMatch(r -> r.version().compareTo(release.version()) < 0);
  }
}
