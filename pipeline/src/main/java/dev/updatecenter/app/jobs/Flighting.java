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
import dev.updatecenter.stage.flighting.FlightRing;
import dev.updatecenter.stage.flighting.FlightTarget;
import dev.updatecenter.stage.flighting.RingOrder;
import dev.updatecenter.stage.publishing.PublishedRelease;
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
   * @param plan the plan that is meant; empty for whatever it is
   */
  public record Wish(
      Optional<PackageVersion> os,
      Optional<PackageVersion> ocp,
      Optional<String> skipReason,
      Optional<ExpectedPlan> plan) {
    /** A wish for whatever the plan is. */
    public Wish(
        Optional<PackageVersion> os, Optional<PackageVersion> ocp, Optional<String> skipReason) {
      this(os, ocp, skipReason, Optional.empty());
    }
  }

  /**
   * Starts a flight under the product's lease.
   *
   * @throws RefusedException when validation refuses it
   * @throws UpdateCenterException exit 5 when no published release has these versions, exit 6 when
   *     the ring has the release with others or the plan is stale, exit 9 when the ring's plan
   *     needs approvals
   */
  public Result flight(ProductName product, RingName ring, Wish wish) {
    Products.require(wiring, product);
    try (Lease lease = wiring.leases().acquire(product, "flight " + ring)) {
      return flight(request(product, ring, wish), wish.plan(), lease);
    }
  }

  /**
   * Starts a flight; the caller holds the lease.
   *
   * @param meant the plan that is meant; of a flight that is on record nobody asks any more
   */
  Result flight(FlightRequest request, Optional<ExpectedPlan> meant, Lease lease) {
    ProductName product = request.product();
    Optional<Flight> present = wiring.flights().find(request);
    FlightRun run = new FlightRun(wiring, lease, request);
    if (present.isEmpty()) {
      run.requireApproved(meant);
    }
    long number =
        present
            .map(f -> f.facts().number())
            .orElseGet(() -> wiring.flights().list(product).size() + 1L);
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

  /** The same, whatever the plan is. */
  public Result promote(ProductName product, Optional<RingName> to, Optional<String> skipReason) {
    return promote(product, to, skipReason, Optional.empty());
  }

  /**
   * Flights what passed the ring before last; to skip that, or where nothing has passed, what it
   * was moved to last.
   *
   * @param to the ring; empty for the one whose turn it is ({@link RingOrder#next})
   * @throws UpdateCenterException exit 5 when there is no flight, or no ring behind
   */
  public Result promote(
      ProductName product,
      Optional<RingName> to,
      Optional<String> skipReason,
      Optional<ExpectedPlan> plan) {
    RingOrder order =
        new RingOrder(
            Products.require(wiring, product).model().rings(), wiring.flights().list(product));
    RingName ring = to.or(order::next).orElseThrow(() -> nothingToPromote(product, order));
    Flight before =
        order
            .due(ring)
            .filter(passed -> skipReason.isEmpty())
            .or(() -> order.before(ring).flatMap(FlightRing::newest))
            .orElseThrow(() -> nothingToPromote(product, order));
    try (Lease lease = wiring.leases().acquire(product, "promote " + ring)) {
      return flight(FlightRequest.onward(before, ring, skipReason), plan, lease);
    }
  }

  private static UpdateCenterException nothingToPromote(ProductName product, RingOrder order) {
    return UpdateCenterException.error(
            "UC6022", ExitCode.NOT_FOUND, product + " has nothing to promote")
        .why("a promotion takes the release of one ring to the ring behind it")
        .fix("start with 'ducctl flight " + product + " --ring " + order.rings().get(0) + "'")
        .state("no flight was started")
        .build();
  }
}
