package dev.updatecenter.stage.flighting.subscription;

import dev.updatecenter.kernel.core.ProductName;
import java.util.List;
import java.util.Optional;

/**
 * Port: the memory of subscriptions. Each call is one transaction and durable when it returns.
 * Writers hold the product's lease; readers need nothing.
 */
public interface SubscriptionLedger {
  /** The subscriptions of a product by name; empty for a product without any. */
  List<Subscription> list(ProductName product);

  /** One of them, found by its name in any capitals. */
  Optional<Subscription> find(ProductName product, SubscriptionName name);

  /** Adds one, or replaces the one of that name. */
  void save(Subscription subscription);

  /** Forgets one; nothing happens where there is none. */
  void remove(ProductName product, SubscriptionName name);
}
