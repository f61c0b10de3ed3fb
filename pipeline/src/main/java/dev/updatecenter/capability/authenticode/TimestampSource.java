package dev.updatecenter.capability.authenticode;

/** Port: proves when a signature was made (RFC 3161). Safe from many threads. */
public interface TimestampSource {
  /**
   * Gets a token for one signature. Blocks until there is one or none is to be had; the caller
   * holds no key meanwhile.
   *
   * @param signatureValue the value of the CMS signature, not a hash of it
   * @return the DER of a TimeStampToken (RFC 3161 2.4.2) that was checked in every respect a
   *     verifier will check it in
   * @throws dev.updatecenter.kernel.core.UpdateCenterException UC4041, exit 13, when no authority
   *     gave a good token; UC4045, exit 130, when the thread was interrupted
   */
  byte[] timestamp(byte[] signatureValue);
}
