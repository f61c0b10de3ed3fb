package dev.updatecenter.stage.offer;

import dev.updatecenter.kernel.core.PackageVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Goes through an offer, newest release first, to the first one that a device qualifies for, that
 * is active and in whose share the device is.
 */
final class OfferWalk {
  /** What devices of this version can install. */
  static final Set<String> KINDS = Set.of("cbs", "msix", "driver", "ppkg", "file");

  private final Offer offer;
  private final RolloutDocument rollout;
  private final DeviceState device;
  private final List<String> waiting = new ArrayList<>();
  private final List<String> refused = new ArrayList<>();
  private Optional<PackageVersion> firstWaiting = Optional.empty();
  private Optional<PackageVersion> present = Optional.empty();

  OfferWalk(Offer offer, RolloutDocument rollout, DeviceState device) {
    this.offer = offer;
    this.rollout = rollout;
    this.device = device;
  }

  OfferDecision decide() {
    for (OfferRelease release : offer.releases()) {
      if (device.isPast(release)) {
        continue;
      }
      List<OfferPackage> missing =
          release.packages().stream().filter(p -> !device.has(p, release)).toList();
      if (missing.isEmpty() && device.reachesOs(release) && device.reachesOcp(release)) {
        present = present.or(() -> Optional.of(release.version()));
      } else if (mayTake(release)) {
        return take(release, missing);
      }
    }
    return without();
  }

  private OfferDecision without() {
    List<String> reasons = new ArrayList<>(waiting);
    reasons.addAll(refused);
    if (!waiting.isEmpty()) {
      return new OfferDecision.Waiting(firstWaiting, reasons);
    }
    if (!refused.isEmpty()) {
      return new OfferDecision.Refused(reasons);
    }
    String why =
        present
            .map(v -> "up to date with " + v)
            .orElse("the offer has nothing newer than this device");
    return new OfferDecision.Nothing(present, List.of(why));
  }

  private OfferDecision take(OfferRelease release, List<OfferPackage> missing) {
    List<String> reasons = new ArrayList<>();
    reasons.add(release.version() + " is active in " + offer.ring() + " for this device");
    if (!device.reachesOs(release)) {
      release
          .os()
          .ifPresent(v -> reasons.add("OS " + v + " is still to come; this is " + device.os()));
    }
    if (missing.isEmpty() && !device.reachesOcp(release)) {
      release
          .ocp()
          .ifPresent(v -> reasons.add("all packages are there, OCP " + v + " after a restart"));
    }
    reasons.addAll(waiting);
    reasons.addAll(refused);
    return missing.isEmpty()
        ? new OfferDecision.Waiting(Optional.of(release.version()), reasons)
        : new OfferDecision.Install(release.version(), missing, reasons);
  }

  /** Asks what cannot change soon before what can: a floor before a halt, a halt before a share. */
  private boolean mayTake(OfferRelease release) {
    Optional<String> against = unqualified(release).or(() -> halted(release));
    if (against.isPresent()) {
      refused.add(release.version() + " " + against.get());
      return false;
    }
    Optional<String> later = notYet(release);
    if (later.isPresent()) {
      waiting.add(release.version() + " " + later.get());
      firstWaiting = firstWaiting.or(() -> Optional.of(release.version()));
    }
    return later.isEmpty();
  }

  private Optional<String> unqualified(OfferRelease release) {
    Floors requires = release.requires();
    Optional<String> unknown =
        release.packages().stream()
            .filter(p -> !KINDS.contains(p.kind()))
            .map(p -> "has a package of kind " + p.kind() + ", which this device cannot install")
            .findFirst();
    return unknown
        .or(() -> floor("OS", requires.os(), device.os()))
        .or(() -> floor("OCP", requires.ocp(), device.ocp()));
  }

  private static Optional<String> floor(
      String what, Optional<PackageVersion> floor, PackageVersion own) {
    return floor
        .filter(least -> own.compareTo(least) < 0)
        .map(least -> "needs " + what + " " + least + " or later, this device runs " + own);
  }

  private Optional<String> halted(OfferRelease release) {
    Optional<RolloutDocument.Release> entry = rollout.find(offer.ring(), release.version());
    if (entry.isEmpty()) {
      return Optional.of("is not in the rollout");
    }
    return switch (entry.get().state()) {
      case HALTED -> Optional.of("is halted" + reason(entry.get()));
      case ACTIVE, PAUSED ->
          device.halts().blocks(release)
              ? Optional.of("was halted and the ring's signers have not resumed it")
              : Optional.empty();
    };
  }

  private Optional<String> notYet(OfferRelease release) {
    return rollout
        .find(offer.ring(), release.version())
        .flatMap(
            entry ->
                switch (entry.state()) {
                  case PAUSED -> Optional.of("is paused" + reason(entry));
                  case ACTIVE, HALTED ->
                      ShareBucket.contains(entry.salt(), device.id(), entry.share())
                          ? Optional.empty()
                          : Optional.of(
                              "is at " + entry.share() + " of the ring, without this device");
                });
  }

  private static String reason(RolloutDocument.Release entry) {
    return entry.reason().isEmpty() ? "" : ": " + entry.reason();
  }
}
