package dev.updatecenter.capability.tuf;

/** Not metadata: not JSON, a field missing, or a value outside its form (TUF 4.2 to 4.6). */
public final class MalformedMetadataException extends TufVerificationException {
  private final String reason;

  MalformedMetadataException(String file, String reason) {
    super("UC5009", file, reason);
    this.reason = reason;
  }

  /** What is wrong with it, and where in the document. */
  public String reason() {
    return reason;
  }
}
