package dev.updatecenter.capability.tuf;

/**
 * A key that signs metadata: a file, a token, a service. Never the EV certificate's key.
 *
 * <p>Called from one thread at a time; calls are independent of each other.
 */
public interface MetadataSigner {
  /** The public half. */
  TufKey key();

  /**
   * Signs with the scheme of {@link #key}: ECDSA as DER, Ed25519 as 64 bytes.
   *
   * @param canonical the canonical JSON of the metadata, not a digest of it
   * @throws dev.updatecenter.kernel.core.UpdateCenterException if the key cannot be used
   */
  byte[] sign(byte[] canonical);
}
