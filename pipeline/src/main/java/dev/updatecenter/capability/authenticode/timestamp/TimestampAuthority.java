package dev.updatecenter.capability.authenticode.timestamp;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An RFC 3161 authority.
 *
 * @param uri where requests go, {@code http} or {@code https}: tokens are signed, so either will do
 * @param perSecond how many requests a second it may be sent; empty: as many as it answers
 * @param timeout for one request as a whole, from the first packet to the last byte of the answer
 * @param login what it wants to be told first; empty for a public one
 */
public record TimestampAuthority(
    URI uri, OptionalDouble perSecond, Duration timeout, Optional<AuthorityLogin> login) {
  /** Authorities answer within a second; one that takes ten is as good as dead. */
  public static final Duration USUAL_TIMEOUT = Duration.ofSeconds(10);

  private static final double MOST_PER_SECOND = 10_000;

  /**
   * Refuses what cannot be asked.
   *
   * @throws IllegalArgumentException for another scheme, no host, a user in the address, a rate or
   *     a time-out that is not positive
   */
  public TimestampAuthority {
    String scheme = String.valueOf(uri.getScheme()).toLowerCase(Locale.ROOT);
    if (!(scheme.equals("http") || scheme.equals("https")) || uri.getHost() == null) {
      throw new IllegalArgumentException("a timestamp authority has an http(s) address");
    }
    if (uri.getRawUserInfo() != null) {
      throw new IllegalArgumentException("the address of a timestamp authority holds a user");
    }
    double rate = perSecond.orElse(1);
    if (!(rate > 0 && rate <= MOST_PER_SECOND)) {
      throw new IllegalArgumentException("requests a second: " + rate);
    }
    if (timeout.isNegative() || timeout.isZero()) {
      throw new IllegalArgumentException("a time-out of " + timeout);
    }
  }

  /** One at an address: no limit, no login, the usual time-out. */
  public static TimestampAuthority at(URI uri) {
    return new TimestampAuthority(uri, OptionalDouble.empty(), USUAL_TIMEOUT, Optional.empty());
  }

  /** The address without its query, which may hold what nobody else is to know. */
  public String name() {
    String path = uri.getRawPath() == null ? "" : uri.getRawPath();
    return uri.getScheme() + "://" + uri.getRawAuthority() + path;
  }
}
