package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightRequest;
import dev.updatecenter.stage.flighting.FlightTarget;
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
   * @param warnings what did not refuse it and is worth knowing; nothing when an earlier run said
   *     it
   */
  public record Result(boolean started, Flight flight, List<Finding> warnings) {
    /** Copies. */
    public Result {
      warnings = List.copyOf(warnings);
    }
  }

  /**
   * What somebody asks for.
   *
   * @param os the OS version to reach; may be another release's than the OCP's
   * @param ocp the version of the OEM custom package; without both the newest release, whole
   * @param skipReason why the ring before need not have passed
   */
  public record Wish(
      Optional<PackageVersion> os, Optional<PackageVersion> ocp, Optional<String> skipReason) {}

  /**
   * Starts a flight under the product's lease.
   *
   * @throws RefusedException when validation refuses it
   * @throws UpdateCenterException exit 5 when no published release has these versions, exit 6 when
   *     the ring has the release with others, exit 9 when the ring's plan needs approvals
   */
  public Result flight(ProductName product, RingName ring, Wish wish) {
    Products.require(wiring, product);
    try (Lease lease = wiring.leases().acquire(product, "flight " + ring)) {
      return flight(request(product, ring, wish), lease);
    }
  }

  /** Starts a flight; the caller holds the lease. */
  Result flight(FlightRequest request, Lease lease) {
    ProductName product = request.product();
    Optional<Flight> present = wiring.flights().find(request);
    if (present.isEmpty()) {
      wiring
          .releases()
          .find(product, request.version())
          .ifPresent(release -> requireApprovals(release, request.ring()));
    }
    long number =
        present
            .map(f -> f.facts().number())
            .orElseGet(() -> wiring.flights().list(product).size() + 1L);
    FlightRun run = new FlightRun(wiring, lease, request);
    boolean started = new Jobs(wiring).flight(run, number);
    Flight flight = wiring.flights().find(request).orElseThrow();
    return new Result(started, flight, run.findings());
  }

  /**
   * The flight that a wish means.
   *
   * @throws UpdateCenterException exit 5 when no published release has the versions asked for
   */
  public FlightRequest request(ProductName product, RingName ring, Wish wish) {
    List<PublishedRelease> releases = wiring.releases().list(product);
    return FlightTarget.find(releases, wish.os(), wish.ocp())
        .map(target -> target.to(ring, wish.skipReason()))
        .orElseThrow(() -> unknown(product, releases));
  }

  private static UpdateCenterException unknown(
      ProductName product, List<PublishedRelease> releases) {
    List<String> versions = releases.stream().map(r -> r.version().toString()).toList();
    return UpdateCenterException.error(
            "UC6020", ExitCode.NOT_FOUND, product + " has published no release with these versions")
        .why(
            versions.isEmpty()
                ? "it has published none at all"
                : "published are " + String.join(", ", versions))
        .fix("run 'ducctl submit' for its release.yaml first, or name another version")
        .state("no flight was started")
        .build();
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
   * Flights what the last ring that has a flight was moved to, to the ring behind it.
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
      return flight(onward(before, ring, skipReason), lease);
    }
  }

  /** A flight of the same versions to another ring. */
  static FlightRequest onward(Flight flight, RingName ring, Optional<String> skipReason) {
    return new FlightRequest(
        flight.product(),
        ring,
        flight.version(),
        flight.facts().os(),
        flight.facts().ocp(),
        skipReason);
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
