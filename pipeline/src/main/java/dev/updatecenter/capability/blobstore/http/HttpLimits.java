package dev.updatecenter.capability.blobstore.http;

import java.time.Duration;

/**
 * How long and how often an edge is asked.
 *
 * @param connect for the connection
 * @param response from the request to the header of the answer
 * @param stall between two pieces of the content
 * @param whole for a small blob as a whole, so that a trickle ends too
 * @param attempts requests for one blob, at least 1
 * @param firstPause before the second attempt; doubles with each further one
 */
public record HttpLimits(
    Duration connect,
    Duration response,
    Duration stall,
    Duration whole,
    int attempts,
    Duration firstPause) {
  /** Refuses less than one attempt. */
  public HttpLimits {
    if (attempts < 1) {
      throw new IllegalArgumentException("at least one attempt, not " + attempts);
    }
  }

  /** For lines of a poor sort: about four minutes until an edge that never answers is given up. */
  public static HttpLimits usual() {
    return new HttpLimits(
        Duration.ofSeconds(15),
        Duration.ofSeconds(30),
        Duration.ofSeconds(30),
        Duration.ofMinutes(2),
        4,
        Duration.ofMillis(500));
  }
}
