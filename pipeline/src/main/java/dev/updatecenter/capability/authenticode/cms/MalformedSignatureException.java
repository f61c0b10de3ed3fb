package dev.updatecenter.capability.authenticode.cms;

/** Bytes that should be a signed message are none, or one with parts that have no place in it. */
public final class MalformedSignatureException extends Exception {
  /** Says what is wrong. */
  public MalformedSignatureException(String message) {
    super(message);
  }

  /** Says what is wrong and what found it. */
  public MalformedSignatureException(String message, Throwable cause) {
    super(message, cause);
  }
}
