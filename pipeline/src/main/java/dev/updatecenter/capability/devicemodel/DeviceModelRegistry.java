package dev.updatecenter.capability.devicemodel;

import dev.updatecenter.kernel.core.ProductName;
import java.util.List;
import java.util.Optional;

/**
 * Port: the products that are registered, one row a product. Durable when a method returns; safe
 * for readers at any time, and for one writer a product at a time (the holder of its lease).
 */
public interface DeviceModelRegistry {
  /** Registers a product, or replaces what is registered under its name. */
  void register(RegisteredProduct product);

  /** What is registered under a name. */
  Optional<RegisteredProduct> find(ProductName product);

  /** Everything, by name. */
  List<RegisteredProduct> list();
}
