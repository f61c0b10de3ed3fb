package dev.updatecenter.stage.planning.outlook;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.offer.OfferDecision;
import dev.updatecenter.stage.offer.OfferPackage;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a device is told.
 *
 * @param decision as in {@link OfferDecision#wireName}
 * @param release the release it is about, if it is about one
 * @param packages how many packages it would install
 * @param bytes how many bytes it would fetch for them
 * @param reasons why, a line each
 */
public record Answer(
    String decision,
    Optional<PackageVersion> release,
    int packages,
    long bytes,
    List<String> reasons) {
  private static final Set<String> IDLE = Set.of("nothing", "refused");

  /** Copies. */
  public Answer {
    reasons = List.copyOf(reasons);
  }

  /** The answer that a decision gives. */
  public static Answer of(OfferDecision decision) {
    List<OfferPackage> packages =
        decision instanceof OfferDecision.Install install ? install.packages() : List.of();
    return new Answer(
        decision.wireName(),
        decision.release(),
        packages.size(),
        packages.stream().mapToLong(OfferPackage::length).sum(),
        decision.reasons());
  }

  /** Whether a device does the same on both, whatever the reasons. */
  public boolean isLike(Answer other) {
    return (isIdle() && other.isIdle())
        || (decision.equals(other.decision)
            && release.equals(other.release)
            && packages == other.packages
            && bytes == other.bytes);
  }

  /** Whether it has a device do nothing, and wait for nothing. */
  private boolean isIdle() {
    return IDLE.contains(decision);
  }
}
