package dev.updatecenter.stage.offer;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.RingRelease;
import dev.updatecenter.stage.flighting.Rollout;
import java.util.Map;
import java.util.Optional;

/**
 * Whether a ledger may follow upon what devices see. Of one ring and version the share never falls
 * and the salt never changes, and what was begun stays known: a ledger that says otherwise is of
 * another home, or of yesterday.
 */
final class RolloutOrder {
  private RolloutOrder() {}

  /**
   * Asks before anything is signed.
   *
   * @throws UpdateCenterException UC6071, exit 6, when publishing would take back what devices see
   */
  static void require(Rollout ledger, RolloutDocument said) {
    said.rings()
        .forEach(
            (ring, published) ->
                published
                    .releases()
                    .forEach((version, release) -> require(ledger, ring, version, release)));
  }

  private static void require(
      Rollout ledger, RingName ring, PackageVersion version, RolloutDocument.Release said) {
    against(ledger.find(ring, version), said)
        .ifPresent(
            why -> {
              throw behind(Map.entry(ring, version), why);
            });
  }

  private static Optional<String> against(Optional<RingRelease> own, RolloutDocument.Release said) {
    if (own.isEmpty()) {
      return Optional.of("this home knows of no such flight");
    }
    if (!own.get().salt().equals(said.salt())) {
      return Optional.of("this home began it with another salt, for other devices");
    }
    return own.get().share().compareTo(said.share()) < 0
        ? Optional.of(
            "devices see it at " + said.share() + ", this home has it at " + own.get().share())
        : Optional.empty();
  }

  private static UpdateCenterException behind(
      Map.Entry<RingName, PackageVersion> what, String why) {
    return UpdateCenterException.error(
            "UC6071",
            ExitCode.CONFLICT,
            "another home has moved " + what.getValue() + " in " + what.getKey())
        .why(why)
        .fix(
            "run it in the home that publishes for this store; bring this one up to date by a copy")
        .state("nothing was published, and halts go through from here all the same")
        .build();
  }
}
