package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.ProductName;
import java.util.Optional;

/**
 * Port: which runs of {@code advance} there were, so that whoever waits for a gate can be told that
 * nobody asks it. Each call is one transaction; needs no lease. Old runs may be forgotten, the last
 * one of a product never is.
 */
public interface AdvanceRuns {
  /** Remembers a run that has ended, whatever came of it. */
  void record(AdvanceRun run);

  /** The run of a product that ended last; nothing when none ever did. */
  Optional<AdvanceRun> last(ProductName product);
}
