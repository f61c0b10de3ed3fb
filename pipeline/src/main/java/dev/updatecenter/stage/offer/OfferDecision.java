package dev.updatecenter.stage.offer;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import java.util.List;
import java.util.Optional;

/**
 * What a device in some state gets from its ring's offer, and why: in words, a line each. Decided
 * by the same code on devices and in plans.
 */
public sealed interface OfferDecision {
  /** Its name in JSON. */
  String wireName();

  /** The release it is about, if it is about one. */
  Optional<PackageVersion> release();

  /** Why, a line each; never empty. */
  List<String> reasons();

  /**
   * Decides. Takes verified documents only; freshness is the caller's to check.
   *
   * @param offerDigest SHA-256 of the offer's bytes, which the rollout names
   */
  static OfferDecision decide(
      Offer offer, ContentDigest offerDigest, RolloutDocument rollout, DeviceState device) {
    Optional<String> foreign = OfferMatch.mismatch(offer, offerDigest, rollout, device);
    return foreign.isPresent()
        ? new Refused(List.of(foreign.get()))
        : new OfferWalk(offer, rollout, device).decide();
  }

  /**
   * Packages may be installed now.
   *
   * @param version the release
   * @param packages those not yet there, in install order; never empty
   * @param reasons why this release
   */
  record Install(PackageVersion version, List<OfferPackage> packages, List<String> reasons)
      implements OfferDecision {
    /** Copies. */
    public Install {
      packages = List.copyOf(packages);
      reasons = List.copyOf(reasons);
    }

    @Override
    public String wireName() {
      return "install";
    }

    @Override
    public Optional<PackageVersion> release() {
      return Optional.of(version);
    }
  }

  /** The device is up to date. */
  record Nothing(Optional<PackageVersion> release, List<String> reasons) implements OfferDecision {
    /** Copies. */
    public Nothing {
      reasons = List.copyOf(reasons);
    }

    @Override
    public String wireName() {
      return "nothing";
    }
  }

  /** Only an OS target, the share or a pause stands against the release. */
  record Waiting(Optional<PackageVersion> release, List<String> reasons) implements OfferDecision {
    /** Copies. */
    public Waiting {
      reasons = List.copyOf(reasons);
    }

    @Override
    public String wireName() {
      return "waiting";
    }
  }

  /** A halt, a floor or another model stands against it. */
  record Refused(List<String> reasons) implements OfferDecision {
    /** Copies. */
    public Refused {
      reasons = List.copyOf(reasons);
    }

    @Override
    public String wireName() {
      return "refused";
    }

    @Override
    public Optional<PackageVersion> release() {
      return Optional.empty();
    }
  }
}
