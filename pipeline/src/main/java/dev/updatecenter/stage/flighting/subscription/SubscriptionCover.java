package dev.updatecenter.stage.flighting.subscription;

import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.Servicing;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import java.util.List;
import java.util.Optional;

/**
 * How the subscriptions of a product and its enrolled devices stand to each other.
 *
 * @param product whose
 * @param required whether the product is flighted only with a subscription
 * @param subscriptions how many there are
 * @param quantity how many devices they are for, all together
 * @param devices how many devices are enrolled, in all rings
 */
public record SubscriptionCover(
    ProductName product, boolean required, int subscriptions, long quantity, long devices) {
  /** Of a product with its subscriptions. */
  public static SubscriptionCover of(
      DeviceModel model, List<Subscription> subscriptions, long devices) {
    return new SubscriptionCover(
        model.product(),
        // IoT Core Services: ten years of updates for LTSC are what it is bought for.
        model.servicing() == Servicing.LTSC,
        subscriptions.size(),
        subscriptions.stream().mapToLong(s -> s.terms().quantity()).sum(),
        devices);
  }

  /** What stands against a flight: an error without a subscription, a warning above quantity. */
  public List<Finding> againstFlight() {
    return missing().<List<Finding>>map(List::of).orElseGet(() -> above().stream().toList());
  }

  /** What to tell where nothing is about to start: the same, and nothing graver than a warning. */
  public List<Finding> standing() {
    return missing()
        .<List<Finding>>map(f -> List.of(warning(f)))
        .orElseGet(() -> above().stream().toList());
  }

  private Optional<Finding> missing() {
    if (!required || subscriptions > 0) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.error("UC6090", product.value(), product + " is ltsc and has no subscription")
            .because(
                "ten years of security and quality updates come with IoT Core Services, a quantity"
                    + " of devices at a time")
            .fixedBy(
                "'ducctl subscription create NAME --product "
                    + product
                    + " --quantity N --billing-domain D --admin-domain D' notes the one that was"
                    + " bought"));
  }

  private static Finding warning(Finding error) {
    return Finding.warning(error.code(), error.subject(), error.message())
        .because(error.why() + "; without one no flight starts")
        .fixedBy(error.fix());
  }

  /** A product that needs no subscription and has none is not short of any. */
  private Optional<Finding> above() {
    if (subscriptions == 0 || devices <= quantity) {
      return Optional.empty();
    }
    return Optional.of(
        Finding.warning(
                "UC6091",
                product.value(),
                product
                    + " has "
                    + devices
                    + " enrolled devices, its "
                    + (subscriptions == 1 ? "subscription is" : "subscriptions are")
                    + " for "
                    + quantity)
            .because((devices - quantity) + " devices get updates that nobody pays for")
            .fixedBy(
                "buy more and say so with 'ducctl subscription update', or 'create' another: one is"
                    + " for "
                    + SubscriptionTerms.MOST
                    + " devices at most"));
  }
}
