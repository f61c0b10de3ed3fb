package dev.updatecenter.capability.authenticode.timestamp;

/** Asks one authority once. Safe from many threads. */
@FunctionalInterface
interface AuthorityClient {
  /**
   * Asks.
   *
   * @return DER of a token that passed every check
   * @throws AuthorityFault when there is none
   */
  byte[] ask(TimestampAuthority authority, byte[] signatureValue)
      throws AuthorityFault, InterruptedException;
}
