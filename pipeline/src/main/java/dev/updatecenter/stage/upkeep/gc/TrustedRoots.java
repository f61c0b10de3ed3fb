package dev.updatecenter.stage.upkeep.gc;

import dev.updatecenter.kernel.core.ProductName;
import java.util.Optional;

/** Port: the roots that a home was given. */
public interface TrustedRoots {
  /** A trusted root of a product's repository; empty where the home has none. */
  Optional<byte[]> of(ProductName product);
}
