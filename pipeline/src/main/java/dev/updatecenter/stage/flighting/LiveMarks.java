package dev.updatecenter.stage.flighting;

import dev.updatecenter.kernel.core.ProductName;
import java.util.Optional;

/**
 * Port: the last mark of each product. It saves work and decides nothing: without it everything is
 * verified once more. Writers hold the product's lease.
 */
public interface LiveMarks {
  /** The mark of a product. */
  Optional<LiveMark> find(ProductName product);

  /** Replaces the mark of a product. */
  void save(ProductName product, LiveMark mark);
}
