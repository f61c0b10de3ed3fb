package dev.updatecenter.capability.tuf;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * How long metadata is good for.
 *
 * @param timestamp for the timestamp, which a scheduler renews
 * @param snapshot for the snapshot
 * @param online for delegated roles whose key a scheduler holds
 * @param offline for root, targets and every other delegated role
 */
public record ExpiryPolicy(
    Duration timestamp, Duration snapshot, Map<RoleName, Duration> online, Duration offline) {
  /** Timestamp 3 days, snapshot and {@code rollout} 7, all others 365. */
  public static final ExpiryPolicy STANDARD =
      new ExpiryPolicy(
          Duration.ofDays(3),
          Duration.ofDays(7),
          Map.of(new RoleName("rollout"), Duration.ofDays(7)),
          Duration.ofDays(365));

  /** Copies. */
  public ExpiryPolicy {
    online = Map.copyOf(online);
  }

  /** How long a role's metadata is good for. */
  public Duration of(RoleName role) {
    return switch (role.value()) {
      case "timestamp" -> timestamp;
      case "snapshot" -> snapshot;
      default -> online.getOrDefault(role, offline);
    };
  }

  /** When a role's metadata expires that is signed at {@code now}. */
  public Instant expiry(RoleName role, Instant now) {
    return MetadataType.wholeSeconds(now.plus(of(role)));
  }
}
