package dev.updatecenter.capability.authenticode.jsign;

import java.time.Duration;

/**
 * How stubbornly a timestamp is asked for.
 *
 * @param attempts how many requests before giving up, at least 1; each authority is asked at least
 *     once
 * @param pause between two requests, in whole seconds
 */
public record TimestampRetry(int attempts, Duration pause) {
  /** Three requests, five seconds apart: public authorities limit their rate. */
  public static final TimestampRetry DEFAULT = new TimestampRetry(3, Duration.ofSeconds(5));

  /** Refuses fewer than one attempt. */
  public TimestampRetry {
    if (attempts < 1 || pause.isNegative()) {
      throw new IllegalArgumentException("at least one attempt, no negative pause");
    }
  }
}
