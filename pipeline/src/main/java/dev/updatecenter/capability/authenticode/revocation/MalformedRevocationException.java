package dev.updatecenter.capability.authenticode.revocation;

/** Bytes are no revocation list or no OCSP answer that is understood; the message says why. */
public final class MalformedRevocationException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says why. */
  public MalformedRevocationException(String message) {
    super(message);
  }

  /** Says why, with the cause. */
  public MalformedRevocationException(String message, Throwable cause) {
    super(message, cause);
  }
}
