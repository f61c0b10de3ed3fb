package dev.updatecenter.capability.blobstore.azure;

import java.time.Duration;

/**
 * How long, how often and with how much memory a container is used.
 *
 * @param connect for a connection
 * @param response from the last byte of a request to the header of its answer
 * @param stall between two pieces of a request or an answer
 * @param attempts for one request, at least 1
 * @param firstPause before the second attempt; doubles with each further one
 * @param longestPause the most that is waited, whatever the service asks for
 * @param block bytes that are sent by one request, and of one buffer; longer content is staged
 * @param buffers how many there are at most, for all uploads of a store together
 */
public record AzureLimits(
    Duration connect,
    Duration response,
    Duration stall,
    int attempts,
    Duration firstPause,
    Duration longestPause,
    int block,
    int buffers) {
  /** Refuses what cannot work. */
  public AzureLimits {
    if (attempts < 1 || block < 1 || buffers < 1) {
      throw new IllegalArgumentException("attempts, block and buffers are at least 1");
    }
  }

  /** Blocks of 4 MiB, 64 MiB for all; a service that never answers is given up after minutes. */
  public static AzureLimits usual() {
    return new AzureLimits(
        Duration.ofSeconds(15),
        Duration.ofSeconds(60),
        Duration.ofSeconds(60),
        6,
        Duration.ofMillis(400),
        Duration.ofSeconds(30),
        1 << 22,
        16);
  }
}
