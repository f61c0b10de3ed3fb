package dev.updatecenter.capability.authenticode.revocation;

import java.time.Instant;
import java.util.Locale;

/**
 * That a certificate was taken back.
 *
 * @param since from when on signatures with it are worth nothing: the revocation's date, or the
 *     invalidity date where that is earlier (RFC 5280 5.3.2)
 * @param reason RFC 5280 5.3.1, in words such as {@code keyCompromise}
 */
public record Revoked(Instant since, String reason) {
  private static final String[] REASONS = {
    "unspecified",
    "keyCompromise",
    "cACompromise",
    "affiliationChanged",
    "superseded",
    "cessationOfOperation",
    "certificateHold",
    "(7)",
    "removeFromCRL",
    "privilegeWithdrawn",
    "aACompromise"
  };

  static String reason(int code) {
    return code >= 0 && code < REASONS.length
        ? REASONS[code]
        : String.format(Locale.ROOT, "(%d)", code);
  }

  /** The earlier of the two dates. */
  static Instant since(Instant revoked, Instant invalid) {
    return invalid.isBefore(revoked) ? invalid : revoked;
  }
}
