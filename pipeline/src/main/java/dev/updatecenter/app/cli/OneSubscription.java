package dev.updatecenter.app.cli;

import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.flighting.subscription.SubscriptionName;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code NAME --product P [--as NAME]}: which subscription, and whose key signs the act. */
final class OneSubscription {
  @Parameters(
      paramLabel = "NAME",
      converter = SubscriptionNameConverter.class,
      description = "The subscription's name: unique in the product, in whatever capitals.")
  @Nullable SubscriptionName name;

  @Option(
      names = "--product",
      paramLabel = "P",
      required = true,
      converter = ProductNameConverter.class,
      description = "Whose devices it is for.")
  @Nullable ProductName product;

  @Option(
      names = "--as",
      paramLabel = "NAME",
      converter = PersonNameConverter.class,
      description = "Who acts: a Flighter of policy.yaml; else the one whose key is here.")
  @Nullable String person;

  SubscriptionName name() {
    return Objects.requireNonNull(name);
  }

  ProductName product() {
    return Objects.requireNonNull(product);
  }

  Optional<String> person() {
    return Optional.ofNullable(person);
  }
}
