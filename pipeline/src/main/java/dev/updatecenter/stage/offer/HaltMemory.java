package dev.updatecenter.stage.offer;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.flighting.RolloutState;
import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which releases a device has seen halted, and at which count of {@code resumed}: the online key
 * that writes rollouts can halt, but only the ring's signers can take a halt back.
 *
 * @param seen release to the {@code resumed} that the offer showed with the halt
 */
public record HaltMemory(SortedMap<PackageVersion, Integer> seen) {
  /** A device that never saw a halt. */
  public static final HaltMemory NONE = new HaltMemory(Collections.emptySortedMap());

  /** Copies. */
  public HaltMemory {
    seen = Collections.unmodifiableSortedMap(new TreeMap<>(seen));
  }

  /** Whether a release stays halted for the device, whatever the rollout says. */
  public boolean blocks(OfferRelease release) {
    Integer count = seen.get(release.version());
    return count != null && release.resumed() <= count;
  }

  /** What a device remembers after it read a verified offer and rollout. */
  public HaltMemory after(Offer offer, RolloutDocument rollout) {
    SortedMap<PackageVersion, Integer> next = new TreeMap<>(seen);
    for (OfferRelease release : offer.releases()) {
      Optional<RolloutDocument.Release> entry = rollout.find(offer.ring(), release.version());
      if (entry.isPresent() && entry.get().state() == RolloutState.HALTED) {
        next.merge(release.version(), release.resumed(), Math::max);
      }
    }
    return new HaltMemory(next);
  }
}
