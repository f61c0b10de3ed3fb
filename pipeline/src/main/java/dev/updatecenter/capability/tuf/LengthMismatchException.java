package dev.updatecenter.capability.tuf;

/** Shorter or longer than listed (TUF 5.5.2, 5.6.2). */
public final class LengthMismatchException extends TufVerificationException {
  private final long listed;
  private final long found;

  LengthMismatchException(String file, long listed, long found) {
    super("UC5006", file, "has " + found + " bytes where " + listed + " are listed");
    this.listed = listed;
    this.found = found;
  }

  /** The length in bytes that timestamp or snapshot lists. */
  public long listed() {
    return listed;
  }

  /** The length in bytes of the file. */
  public long found() {
    return found;
  }
}
