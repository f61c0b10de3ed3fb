package dev.updatecenter.app.jobs.view;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.flighting.AdvanceRun;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Whether anybody runs {@code advance}: without it no ring widens, passes or is halted by itself.
 */
public final class AdvanceLag {
  /** After which time without a run somebody should look. */
  static final Duration LATE = Duration.ofHours(1);

  /** Done; another run held the lease; it halted a ring; work or people are waited for. */
  private static final Set<Integer> FINE =
      Set.of(
          ExitCode.DONE.code(),
          ExitCode.CONFLICT.code(),
          ExitCode.FAILED.code(),
          ExitCode.PENDING.code(),
          ExitCode.APPROVAL.code());

  private AdvanceLag() {}

  /** What is wrong with the runs for a product that has something to be advanced. */
  public static Optional<Finding> check(
      ProductName product, Optional<AdvanceRun> last, Instant now) {
    if (last.isEmpty() || last.get().endedAt().plus(LATE).isBefore(now)) {
      String since = last.map(run -> " since " + run.endedAt()).orElse(" yet");
      return Optional.of(
          Finding.warning("UC6085", product.value(), "no 'advance' ran" + since)
              .because("reports come in and gates are asked by 'advance' alone: nothing moves")
              .fixedBy("let a scheduler run 'ducctl advance', every quarter of an hour or so"));
    }
    if (!FINE.contains(last.get().exit())) {
      return Optional.of(
          Finding.warning(
                  "UC6086",
                  product.value(),
                  "the last 'advance' ended with exit " + last.get().exit())
              .because("it ran at " + last.get().endedAt() + ", and may have left gates unasked")
              .fixedBy("run 'ducctl advance' and read what it says"));
    }
    return Optional.empty();
  }
}
