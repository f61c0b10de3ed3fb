package dev.updatecenter.capability.authenticode.revocation;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;

/**
 * What a responder said of one certificate, proven to be its word (RFC 6960 4.2).
 *
 * @param status the short of it
 * @param revoked since when and why; present for REVOKED alone
 * @param thisUpdate when that was known to be right
 * @param nextUpdate by when more is known
 * @param delegate the certificate of a responder that the authority let speak for it; empty where
 *     the authority signed by itself
 */
public record OcspAnswer(
    Status status,
    Optional<Revoked> revoked,
    Instant thisUpdate,
    Instant nextUpdate,
    Optional<X509Certificate> delegate) {
  /** RFC 6960 2.2. */
  public enum Status {
    /** Not revoked. */
    GOOD,
    /** Taken back. */
    REVOKED,
    /** The responder knows nothing of it. */
    UNKNOWN
  }
}
