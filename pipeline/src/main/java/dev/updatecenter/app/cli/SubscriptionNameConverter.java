package dev.updatecenter.app.cli;

import dev.updatecenter.stage.flighting.subscription.SubscriptionName;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Names of subscriptions on the command line. */
final class SubscriptionNameConverter implements ITypeConverter<SubscriptionName> {
  @Override
  public SubscriptionName convert(String value) {
    try {
      return new SubscriptionName(value);
    } catch (IllegalArgumentException e) {
      throw new TypeConversionException(String.valueOf(e.getMessage()));
    }
  }
}
