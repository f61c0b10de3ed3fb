package dev.updatecenter.app.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Something that ends, or will not.
 *
 * @param kind such as {@code release-certificate}
 * @param product whose; null for what is the home's
 * @param subject what, in words
 * @param ends when; null for what stays, and for what nobody knows
 * @param daysLeft whole days, rounded down, negative when it is over; null where {@code ends} is
 * @param state {@code expired}, {@code soon}, {@code ok}, {@code stays} or {@code unknown}
 * @param alarm whether {@code --fail-within} fails by it; false without that option
 * @param consequence what happens then, or why nobody knows
 * @param advice what to do
 * @param packages target paths of the published packages that end with it
 */
public record KeyExpiryJson(
    String kind,
    @Nullable String product,
    String subject,
    @Nullable Instant ends,
    @Nullable Long daysLeft,
    String state,
    boolean alarm,
    String consequence,
    String advice,
    List<String> packages) {
  /** Copies. */
  public KeyExpiryJson {
    packages = List.copyOf(packages);
  }

  /** What ends, as {@code keys expiry} prints it. */
  public record Listing(int schemaVersion, Instant at, List<KeyExpiryJson> entries) {
    /** Copies. */
    public Listing {
      entries = List.copyOf(entries);
    }
  }
}
