package dev.updatecenter.app.api;

import dev.updatecenter.stage.flighting.subscription.Subscription;
import dev.updatecenter.stage.flighting.subscription.SubscriptionCover;
import dev.updatecenter.stage.flighting.subscription.SubscriptionTerms;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A subscription: an item of {@code subscription list}.
 *
 * @param quantity devices that it is for
 * @param notes may be empty
 */
public record SubscriptionJson(
    int schemaVersion,
    String product,
    String name,
    int quantity,
    String billingDomain,
    String adminDomain,
    String notes,
    Instant createdAt,
    Instant changedAt) {
  /**
   * How the subscriptions of a product and its enrolled devices stand to each other.
   *
   * @param required whether the product is flighted only with a subscription
   * @param subscriptions how many there are
   * @param quantity devices that they are for, all together
   * @param devices enrolled devices, in all rings
   */
  public record CoverJson(
      String product, boolean required, int subscriptions, long quantity, long devices) {
    /** The shape. */
    public static CoverJson of(SubscriptionCover cover) {
      return new CoverJson(
          cover.product().value(),
          cover.required(),
          cover.subscriptions(),
          cover.quantity(),
          cover.devices());
    }
  }

  /** The subscriptions of a home, as {@code subscription list} prints them. */
  public record Listing(
      int schemaVersion,
      List<SubscriptionJson> subscriptions,
      List<CoverJson> products,
      List<FindingJson> findings) {
    /** Copies. */
    public Listing {
      subscriptions = List.copyOf(subscriptions);
      products = List.copyOf(products);
      findings = List.copyOf(findings);
    }
  }

  /**
   * The result of {@code subscription create}, {@code update} and {@code delete}.
   *
   * @param state created, updated, deleted or unchanged
   * @param by whose key signed it; null where nobody has to say so
   * @param subscription as it is now; of a deleted one as it was
   */
  public record Changed(
      int schemaVersion,
      String state,
      @Nullable String by,
      SubscriptionJson subscription,
      CoverJson cover,
      List<FindingJson> findings) {
    /** Copies. */
    public Changed {
      findings = List.copyOf(findings);
    }
  }

  /** The shape of a subscription. */
  public static SubscriptionJson of(Subscription subscription) {
    SubscriptionTerms terms = subscription.terms();
    return new SubscriptionJson(
        1,
        subscription.product().value(),
        subscription.name().value(),
        terms.quantity(),
        terms.billingDomain().value(),
        terms.adminDomain().value(),
        terms.notes(),
        subscription.createdAt(),
        subscription.changedAt());
  }
}
