package dev.updatecenter.app.jobs;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.planning.BoundPlan;
import dev.updatecenter.stage.planning.PlanChange;
import dev.updatecenter.stage.planning.PlanFile;
import dev.updatecenter.stage.planning.PlanLedger;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The plan that somebody looked at and means: a command that is given one does that or nothing.
 *
 * @param digest the plan's
 * @param bound what it binds, where that is known
 */
public record ExpectedPlan(ContentDigest digest, Optional<Map<String, Object>> bound) {
  private static final int MOST_TOLD = 6;

  /** That of a file. */
  public static ExpectedPlan of(PlanFile plan) {
    return new ExpectedPlan(plan.digest(), Optional.of(plan.bound()));
  }

  /** That of a digest alone. */
  public static ExpectedPlan of(ContentDigest digest) {
    return new ExpectedPlan(digest, Optional.empty());
  }

  /**
   * Holds what would be done against it.
   *
   * @param kept tells what the digest binds, where only that is given
   * @throws UpdateCenterException UC4116, exit 6, saying key by key what changed
   */
  void require(BoundPlan now, PlanLedger kept) {
    if (now.digest().equals(digest)) {
      return;
    }
    List<PlanChange> changes =
        bound
            .or(() -> kept.find(digest))
            .map(was -> PlanChange.between(was, now.bound()))
            .orElse(List.of());
    throw UpdateCenterException.error("UC4116", ExitCode.CONFLICT, "the plan is stale")
        .where(digest)
        .why(
            changes.isEmpty()
                ? "what it binds is not known here; what would be done has the digest "
                    + now.digest()
                : told(changes) + "; what would be done now has the digest " + now.digest())
        .fix("plan again with 'ducctl plan', look at it, and have that approved")
        .state("nothing was done")
        .build();
  }

  private static String told(List<PlanChange> changes) {
    return changes.stream()
            .limit(MOST_TOLD)
            .map(PlanChange::toString)
            .collect(Collectors.joining("; "))
        + (changes.size() > MOST_TOLD ? "; and " + (changes.size() - MOST_TOLD) + " more" : "");
  }
}
