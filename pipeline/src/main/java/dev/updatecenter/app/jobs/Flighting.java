package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightRequest;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.submission.RingSettings;
import java.util.List;
import java.util.Optional;

/** What {@code flight} and {@code promote} do: offer a published release to a ring. */
public final class Flighting {
  private final Wiring wiring;

  /** Flights from a home. */
  public Flighting(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * The result.
   *
   * @param started whether this run started the flight
   * @param flight the flight
   */
  public record Result(boolean started, Flight flight) {}

  /**
   * What somebody asks for.
   *
   * @param os the OS version to reach; empty for whatever the release moves
   * @param ocp the version of the OEM custom package; empty for the newest release
   * @param skipReason why the ring before need not have passed
   */
  public record Wish(
      Optional<PackageVersion> os, Optional<PackageVersion> ocp, Optional<String> skipReason) {}

  /**
   * Starts a flight under the product's lease.
   *
   * @throws RefusedException when validation refuses it
   * @throws UpdateCenterException exit 5 when no published release has these versions, exit 9 when
   *     the ring's plan needs approvals
   */
  public Result flight(ProductName product, RingName ring, Wish wish) {
    Products.require(wiring, product);
    try (Lease lease = wiring.leases().acquire(product, "flight " + ring)) {
      return flight(release(product, wish), ring, wish, lease);
    }
  }

  /** Starts a flight; the caller holds the lease. */
  Result flight(PublishedRelease release, RingName ring, Wish wish, Lease lease) {
    ProductName product = release.product();
    Optional<Flight> present = wiring.flights().find(product, ring, release.version());
    if (present.isEmpty()) {
      requireApprovals(release, ring);
    }
    long number =
        present
            .map(f -> f.facts().number())
            .orElseGet(() -> wiring.flights().list(product).size() + 1L);
    FlightRequest request =
        new FlightRequest(
            product, ring, release.version(), wish.os(), wish.ocp(), wish.skipReason());
    boolean started = new Jobs(wiring).flight(request, number, lease);
    return new Result(
        started, wiring.flights().find(product, ring, release.version()).orElseThrow());
  }

  /** The newest release that has the versions asked for. */
  private PublishedRelease release(ProductName product, Wish wish) {
    List<PublishedRelease> releases = wiring.releases().list(product);
    return releases.stream()
        .filter(r -> wish.ocp().isEmpty() || r.ocp().equals(wish.ocp()))
        .filter(r -> wish.os().isEmpty() || r.os().equals(wish.os()))
        .findFirst()
        .orElseThrow(
            () ->
                UpdateCenterException.error(
                        "UC6020",
                        ExitCode.NOT_FOUND,
                        product + " has published no release with these versions")
                    .why(
                        releases.isEmpty()
                            ? "it has published none at all"
                            : "published are "
                                + String.join(
                                    ", ",
                                    releases.stream().map(r -> r.version().toString()).toList()))
                    .fix("run 'ducctl submit' for its release.yaml first, or name another version")
                    .state("no flight was started")
                    .build());
  }

  private static void requireApprovals(PublishedRelease release, RingName ring) {
    int needed =
        release.rings().stream()
            .filter(r -> r.ring().equals(ring))
            .mapToInt(RingSettings::approvals)
            .findFirst()
            .orElse(0);
    if (needed > 0) {
      throw UpdateCenterException.error(
              "UC6021", ExitCode.APPROVAL, ring + " waits for " + needed + " approvals")
          .where(release.product() + " " + release.version())
          .why("release.yaml asks for them, and this version of the program takes none yet")
          .fix(
              "wait for a version that takes approvals of rings, or plan the ring without approvals")
          .state("no flight was started")
          .build();
    }
  }

  /**
   * Flights the newest release of the last ring that has one to the ring behind it.
   *
   * @throws UpdateCenterException exit 5 when there is no flight, or no ring behind
   */
  public Result promote(ProductName product, Optional<RingName> to, Optional<String> skipReason) {
    List<RingName> rings = Products.require(wiring, product).model().rings();
    List<Flight> flights = wiring.flights().list(product);
    RingName ring = to.or(() -> next(rings, flights)).orElseThrow(() -> nothingToPromote(product));
    int index = rings.indexOf(ring);
    Flight before =
        flights.stream()
            .filter(f -> index > 0 && f.ring().equals(rings.get(index - 1)))
            .reduce((first, second) -> second)
            .orElseThrow(() -> nothingToPromote(product));
    try (Lease lease = wiring.leases().acquire(product, "promote " + ring)) {
      PublishedRelease release = wiring.releases().find(product, before.version()).orElseThrow();
      return flight(release, ring, new Wish(Optional.empty(), Optional.empty(), skipReason), lease);
    }
  }

  /** The ring behind the last one that the newest flight reached. */
  private static Optional<RingName> next(List<RingName> rings, List<Flight> flights) {
    return flights.stream()
        .reduce((first, second) -> second)
        .map(f -> rings.indexOf(f.ring()) + 1)
        .filter(i -> i < rings.size())
        .map(rings::get);
  }

  private static UpdateCenterException nothingToPromote(ProductName product) {
    return UpdateCenterException.error(
            "UC6022", ExitCode.NOT_FOUND, product + " has nothing to promote")
        .why("a promotion takes the release of one ring to the ring behind it")
        .fix("start with 'ducctl flight " + product + " --ring Preview'")
        .state("no flight was started")
        .build();
  }
}
