package dev.updatecenter.stage.offer;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightState;
import dev.updatecenter.stage.flighting.Share;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Leaves out of an offer what no device can be given any more: releases that a newer one, passed
 * and at the whole ring, takes the place of for every device there may be. A stepping stone never
 * is one of them. Pure.
 */
public final class OfferPruning {
  private OfferPruning() {}

  /**
   * The offer without superseded releases; every device decides on it as on the whole one, but for
   * a halt of the newer release that comes later.
   *
   * @param flights of any rings; those that passed and are neither paused nor halted supersede
   */
  public static Offer prune(Offer whole, Collection<Flight> flights) {
    Set<PackageVersion> settled =
        flights.stream()
            .filter(f -> f.product().equals(whole.product()) && f.ring().equals(whole.ring()))
            .filter(f -> f.state() == FlightState.PASSED)
            .filter(f -> f.standing().share().equals(Share.ALL))
            .map(Flight::version)
            .collect(Collectors.toSet());
    List<OfferRelease> kept = new ArrayList<>();
    for (OfferRelease release : whole.releases()) {
      // Newest first, and by one that stays: what is dropped supersedes nothing.
      boolean superseded =
          kept.stream()
              .filter(newer -> settled.contains(newer.version()))
              .anyMatch(newer -> supersedes(newer, release));
      if (!superseded) {
        kept.add(release);
      }
    }
    return new Offer(whole.product(), whole.ring(), whole.hardware(), kept);
  }

  /**
   * Whether no device is left for the older release once every device may take the newer one. A
   * device takes the newer one, unless it is past it, has it, or does not qualify for it: each of
   * these has to keep it from the older one, too.
   */
  private static boolean supersedes(OfferRelease newer, OfferRelease older) {
    return takesEverybody(newer, older) && passes(newer, older) && holds(newer, older);
  }

  /** Whoever qualifies for the older one qualifies for the newer one. */
  private static boolean takesEverybody(OfferRelease newer, OfferRelease older) {
    return newer.packages().stream().allMatch(p -> OfferWalk.KINDS.contains(p.kind()))
        && isNoHigher(newer.requires().os(), older.requires().os())
        && isNoHigher(newer.requires().ocp(), older.requires().ocp());
  }

  private static boolean isNoHigher(
      Optional<PackageVersion> floor, Optional<PackageVersion> other) {
    return floor.isEmpty() || (other.isPresent() && floor.get().compareTo(other.get()) <= 0);
  }

  /** Whoever is past the newer one is past the older one. */
  private static boolean passes(OfferRelease newer, OfferRelease older) {
    return newer.ocp().isEmpty() || (older.ocp().isPresent() && reaches(newer.ocp(), older.ocp()));
  }

  /** Whoever has the newer one has the older one, or is past it. */
  private static boolean holds(OfferRelease newer, OfferRelease older) {
    boolean beyond =
        older.ocp().flatMap(low -> newer.ocp().filter(high -> high.compareTo(low) > 0)).isPresent();
    return beyond
        || (reaches(newer.os(), older.os())
            && reaches(newer.ocp(), older.ocp())
            && older.packages().stream().allMatch(p -> isIn(newer, older, p)));
  }

  private static boolean isIn(OfferRelease newer, OfferRelease older, OfferPackage p) {
    // Where the custom package's version is the same, Windows shows the whole of it.
    boolean shown = p.kind().equals(DeviceState.CBS) && older.ocp().isPresent();
    return shown
        || newer.packages().stream()
            .filter(q -> q.name().equals(p.name()))
            .anyMatch(q -> q.version().compareTo(p.version()) >= 0);
  }

  private static boolean reaches(Optional<PackageVersion> own, Optional<PackageVersion> target) {
    return target.isEmpty() || (own.isPresent() && own.get().compareTo(target.get()) >= 0);
  }
}
