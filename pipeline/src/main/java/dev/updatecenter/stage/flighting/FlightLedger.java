package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.time.Instant;
import java.util.List;

/**
 * Port: the memory of flights and rollouts. Each call is one transaction and durable when it
 * returns. Writers hold the product's lease; readers need nothing and see whole transactions.
 */
public interface FlightLedger {
  /** The flights of a product by number; empty for a product without any. */
  List<FlightRecord> flights(ProductName product);

  /**
   * Adds a flight together with the rollout it starts: both or neither.
   *
   * @throws UpdateCenterException exit 6 when the number, or the ring and version, is taken
   */
  void begin(FlightRecord flight, Rollout rollout);

  /** Notes that a ring passed; the first time counts. */
  void passed(ProductName product, long number, Instant at);

  /** The rollout of a product; without rings for a product without any. */
  Rollout rollout(ProductName product);

  /**
   * Replaces a product's rollout. Removes no release.
   *
   * @throws UpdateCenterException exit 6, nothing written, when a share or a {@code resumed} would
   *     fall or a salt change: somebody else was faster
   */
  void save(Rollout rollout);
}
