package dev.updatecenter.capability.authenticode;

/**
 * Port: leave to use a private key, for as long as the key itself works: hashing, copying and
 * timestamping need none. Safe from many threads.
 */
public interface KeyUse {
  /**
   * Waits for a turn, uses the key, and gives the turn back.
   *
   * @throws E what the work throws
   * @throws dev.updatecenter.kernel.core.UpdateCenterException exit 130 when the thread is
   *     interrupted; exit 14 when a lock that several processes share cannot be taken
   */
  <T, E extends Exception> T during(Work<T, E> work) throws E;

  /** What is done with the key. */
  @FunctionalInterface
  interface Work<T, E extends Exception> {
    /** Does it. */
    T run() throws E;
  }
}
