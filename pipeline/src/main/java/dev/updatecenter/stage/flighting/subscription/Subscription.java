package dev.updatecenter.stage.flighting.subscription;

import dev.updatecenter.kernel.core.ProductName;
import java.time.Instant;

/**
 * A subscription of a product.
 *
 * @param product whose devices it is for
 * @param name unique in the product
 * @param terms what its owner says of it
 * @param createdAt since when it is known here
 * @param changedAt when its terms last changed; at first the same
 */
public record Subscription(
    ProductName product,
    SubscriptionName name,
    SubscriptionTerms terms,
    Instant createdAt,
    Instant changedAt) {
  /** A subscription that nobody has changed yet. */
  public static Subscription created(
      ProductName product, SubscriptionName name, SubscriptionTerms terms, Instant at) {
    return new Subscription(product, name, terms, at, at);
  }

  /** The same subscription on other terms. */
  public Subscription changed(SubscriptionTerms other, Instant at) {
    return new Subscription(product, name, other, createdAt, at);
  }
}
