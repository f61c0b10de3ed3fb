package dev.updatecenter.capability.authenticode.revocation;

import java.security.cert.X509Certificate;
import java.time.Instant;

/** Port: a configured source of OCSP answers. Safe from many threads. */
public interface OcspResponder {
  /** The address or file, as it was configured. */
  String name();

  /** Whether it was configured for this authority, so that its silence counts. */
  boolean isFor(X509Certificate issuer);

  /** Whether it may be asked about certificates of this authority. */
  boolean serves(X509Certificate issuer);

  /**
   * What it says of a certificate: fresh, or kept from before and still current.
   *
   * @param issuer who issued it: proven before, by its key
   * @param now against which an answer may not be from the future
   * @throws OcspRefusedException when there is no answer that may be believed
   */
  OcspAnswer ask(X509Certificate certificate, X509Certificate issuer, Instant now)
      throws OcspRefusedException;
}
