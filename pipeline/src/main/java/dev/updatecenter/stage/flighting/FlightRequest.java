package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.publishing.PublishedRelease;
import java.util.Optional;

/**
 * A flight that somebody wants: a ring, and the versions that it is to be moved to.
 *
 * @param product whose
 * @param ring the ring to move
 * @param version the version of the release whose packages or whose place in the offer it takes
 * @param os the OS version to move the ring to; empty leaves the OS alone
 * @param ocp the OEM custom package version to move the ring to; empty leaves it alone
 * @param skipReason why the ring before need not have passed; empty for no skipping
 */
public record FlightRequest(
    ProductName product,
    RingName ring,
    PackageVersion version,
    Optional<PackageVersion> os,
    Optional<PackageVersion> ocp,
    Optional<String> skipReason) {
  /** A request for all of a release, in turn. */
  public static FlightRequest whole(PublishedRelease release, RingName ring) {
    return FlightTarget.whole(release).to(ring, Optional.empty());
  }

  /** A request for what a flight moves its ring to, in another ring. */
  public static FlightRequest onward(Flight flight, RingName ring, Optional<String> skipReason) {
    FlightFacts facts = flight.facts();
    return new FlightRequest(
        facts.product(), ring, facts.version(), facts.os(), facts.ocp(), skipReason);
  }

  /** Whether a flight in some ring moves devices to the same versions of the same release. */
  public boolean isFor(Flight flight) {
    FlightFacts facts = flight.facts();
    return facts.version().equals(version) && facts.os().equals(os) && facts.ocp().equals(ocp);
  }

  /** The versions, as people read them. */
  public String targets() {
    return FlightTarget.words(os, ocp);
  }
}
