package dev.updatecenter.stage.offer;

import dev.updatecenter.capability.devicemodel.HardwareTarget;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightTarget;
import dev.updatecenter.stage.publishing.PublishedRelease;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Makes the offer of a ring out of its flights. Pure: same flights, same offer. */
public final class OfferBuilder {
  /**
   * The offer of one ring: every release that was ever flighted to it, newest first. Whether
   * devices may take one is the rollout's to say.
   *
   * @param hardware the devices of the product
   * @param flights of any rings; the others are passed over
   * @param releases the published releases that the flights are of
   * @throws IllegalArgumentException when the release of a flight is missing
   */
  public Offer build(
      ProductName product,
      RingName ring,
      List<HardwareTarget> hardware,
      Collection<Flight> flights,
      Collection<PublishedRelease> releases) {
    List<OfferRelease> offered =
        flights.stream()
            .filter(f -> f.product().equals(product) && f.ring().equals(ring))
            .sorted(Comparator.comparing(Flight::version).reversed())
            .map(f -> release(f, published(f, releases)))
            .toList();
    return new Offer(product, ring, hardware, offered);
  }

  private static PublishedRelease published(Flight flight, Collection<PublishedRelease> releases) {
    return releases.stream()
        .filter(r -> r.product().equals(flight.product()))
        .filter(r -> r.version().equals(flight.version()))
        .filter(r -> r.submission().equals(flight.facts().submission()))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no published release for " + flight));
  }

  /** What a flight leaves out of its release, its offer does not name. */
  private static OfferRelease release(Flight flight, PublishedRelease release) {
    boolean packages = FlightTarget.takesPackages(release, flight.facts().ocp());
    return new OfferRelease(
        release.version(),
        flight.standing().resumed(),
        flight.facts().os(),
        flight.facts().ocp(),
        new Floors(release.requiredOs(), release.requiredOcp()),
        packages ? release.packages().stream().map(OfferPackage::of).toList() : List.of(),
        release.notes());
  }
}
