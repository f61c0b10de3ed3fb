package dev.updatecenter.capability.tuf;

/** More bytes than a client reads of such a file: endless data (TUF 5.3.3 to 5.6.1). */
public final class MetadataTooLargeException extends TufVerificationException {
  private final int limit;

  /** For fetchers too, which stop reading as soon as they know. */
  public MetadataTooLargeException(String file, int limit) {
    super("UC5007", file, "is longer than the " + limit + " bytes that are read of it");
    this.limit = limit;
  }

  /** The limit in bytes. */
  public int limit() {
    return limit;
  }
}
