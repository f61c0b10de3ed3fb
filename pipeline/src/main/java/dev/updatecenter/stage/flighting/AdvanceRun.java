package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.ProductName;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * One run of {@code advance} for a product.
 *
 * @param product which product
 * @param startedAt when it began, to the millisecond
 * @param endedAt when it ended, to the millisecond
 * @param exit the exit code that it would have ended with for this product alone
 */
public record AdvanceRun(ProductName product, Instant startedAt, Instant endedAt, int exit) {
  /** Cuts the times to what every database keeps. */
  public AdvanceRun {
    startedAt = startedAt.truncatedTo(ChronoUnit.MILLIS);
    endedAt = endedAt.truncatedTo(ChronoUnit.MILLIS);
  }
}
