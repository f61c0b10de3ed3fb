package dev.updatecenter.app.jobs.view;

import dev.updatecenter.app.jobs.Products;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightState;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Looks how far a release is on its way through the rings. Reads only. */
public final class Waiting {
  private final Wiring wiring;

  /** Looks into a home. */
  public Waiting(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * Settles what is meant.
   *
   * @param release empty for the newest that was flighted to the ring or to one before: what passed
   *     the ring long ago must not be taken for what is on its way
   * @throws UpdateCenterException exit 5 for an unknown product or ring, and when nothing is on its
   *     way to the ring
   */
  public Awaited settle(
      ProductName product, RingName ring, Awaited.Goal goal, Optional<PackageVersion> release) {
    RegisteredProduct registered = Products.require(wiring, product);
    List<RingName> rings = registered.model().rings();
    if (!rings.contains(ring)) {
      throw Products.noRing(registered, ring).where("--for").state("nothing was changed").build();
    }
    List<RingName> way = rings.subList(0, rings.indexOf(ring) + 1);
    PackageVersion version =
        wiring.flights().list(product).stream()
            .filter(f -> way.contains(f.ring()))
            .map(Flight::version)
            .filter(v -> release.isEmpty() || v.equals(release.get()))
            .max(Comparator.naturalOrder())
            .orElseThrow(() -> nothingOnItsWay(product, ring, release));
    return new Awaited(product, ring, goal, version);
  }

  /** Looks once. */
  public WaitLook look(Awaited awaited) {
    RegisteredProduct product = Products.require(wiring, awaited.product());
    List<RingName> rings = product.model().rings();
    int goal = rings.indexOf(awaited.ring());
    Flight flight = furthest(rings.subList(0, goal + 1), awaited);
    Instant now = wiring.clock().instant();
    List<Finding> findings =
        AdvanceLag.check(awaited.product(), wiring.advanceRuns().last(awaited.product()), now)
            .stream()
            .toList();
    if (flight.state() == FlightState.HALTED) {
      String why = flight.ring() + " is halted: " + flight.standing().reason();
      return new WaitLook(WaitLook.State.HALTED, now, List.of(why), flight, findings);
    }
    if (isReached(flight, awaited)) {
      return new WaitLook(WaitLook.State.REACHED, now, List.of(), flight, findings);
    }
    List<RingName> behind = rings.subList(rings.indexOf(flight.ring()) + 1, goal + 1);
    RemainingWay way = new RemainingWay(wiring, product, awaited);
    return new WaitLook(
        WaitLook.State.PENDING,
        way.earliest(flight, behind),
        way.missing(flight, behind),
        flight,
        findings);
  }

  /** The flight in the last of the rings that has one. */
  private Flight furthest(List<RingName> way, Awaited awaited) {
    return wiring.flights().list(awaited.product()).stream()
        .filter(f -> way.contains(f.ring()) && f.version().equals(awaited.release()))
        .max(
            Comparator.<Flight>comparingInt(f -> way.indexOf(f.ring()))
                .thenComparing(f -> f.facts().number()))
        .orElseThrow(
            () ->
                nothingOnItsWay(awaited.product(), awaited.ring(), Optional.of(awaited.release())));
  }

  private static boolean isReached(Flight flight, Awaited awaited) {
    if (!flight.ring().equals(awaited.ring())) {
      return false;
    }
    return flight.state() == FlightState.PASSED
        || (awaited.goal() == Awaited.Goal.ACTIVE && flight.state() == FlightState.ACTIVE);
  }

  private static UpdateCenterException nothingOnItsWay(
      ProductName product, RingName ring, Optional<PackageVersion> release) {
    return UpdateCenterException.error(
            "UC6088",
            ExitCode.NOT_FOUND,
            release.map(v -> v + " is not").orElse("nothing is") + " on its way to " + ring)
        .where(product)
        .why("it was flighted neither to the ring nor to one before")
        .fix("'ducctl flight' begins; 'ducctl status " + product + "' says what is where")
        .state("nothing was changed")
        .build();
  }
}
