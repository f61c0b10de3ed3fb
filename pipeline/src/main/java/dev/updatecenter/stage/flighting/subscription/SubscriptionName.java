package dev.updatecenter.stage.flighting.subscription;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * The name of a subscription, unique in a product whatever its capitals.
 *
 * @param value matches {@code [A-Za-z][A-Za-z0-9._-]{0,63}}, as names of products and rings do
 */
public record SubscriptionName(String value) implements Comparable<SubscriptionName> {
  private static final Pattern FORM = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,63}");

  /** Refuses any other form. */
  public SubscriptionName {
    if (!FORM.matcher(value).matches()) {
      throw new IllegalArgumentException(
          "a subscription's name matches " + FORM.pattern() + ": " + value);
    }
  }

  /** What two names have in common that nobody could tell apart on the phone. */
  public String key() {
    return value.toLowerCase(Locale.ROOT);
  }

  @Override
  public int compareTo(SubscriptionName other) {
    return key().compareTo(other.key());
  }

  @Override
  public String toString() {
    return value;
  }
}
