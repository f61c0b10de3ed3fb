package dev.updatecenter.capability.authenticode.revocation.http;

import java.time.Duration;

/**
 * How long and how much is read of an address.
 *
 * @param connect for the connection
 * @param whole from the request to the last byte, so that a trickle ends too
 * @param bytes most bytes of an answer
 */
public record FetchLimits(Duration connect, Duration whole, int bytes) {
  /** For lists: a minute, as much as is read of a file. */
  public static FetchLimits list(int bytes) {
    return new FetchLimits(Duration.ofSeconds(10), Duration.ofMinutes(1), bytes);
  }

  /** For answers of a responder: they are small. */
  public static FetchLimits answer(int bytes) {
    return new FetchLimits(Duration.ofSeconds(5), Duration.ofSeconds(15), bytes);
  }
}
