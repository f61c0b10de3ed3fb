package dev.updatecenter.capability.authenticode.timestamp;

import java.time.Duration;

/**
 * How patient a pool is.
 *
 * @param patience for one token as a whole, waiting for turns and for busy authorities included
 * @param firstPause after the first fault of an authority; doubles with each further one in a row
 * @param longestPause what doubling ends at
 * @param longestRetryAfter what an authority may ask for at most
 * @param lastResort how long an authority is left alone that answered before and was given up,
 *     while there is no other; doubles each time
 * @param revisit how long one is left alone while there are others, or that never answered; what
 *     doubling {@code lastResort} ends at
 */
record PoolPolicy(
    Duration patience,
    Duration firstPause,
    Duration longestPause,
    Duration longestRetryAfter,
    Duration lastResort,
    Duration revisit) {
  /** For authorities on the internet. */
  static final PoolPolicy USUAL =
      new PoolPolicy(
          Duration.ofMinutes(2),
          Duration.ofMillis(500),
          Duration.ofSeconds(15),
          Duration.ofMinutes(5),
          Duration.ofSeconds(5),
          Duration.ofMinutes(5));
}
