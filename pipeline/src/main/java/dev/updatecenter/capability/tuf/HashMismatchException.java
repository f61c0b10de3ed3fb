package dev.updatecenter.capability.tuf;

import dev.updatecenter.kernel.core.ContentDigest;

/** Other bytes than those listed (TUF 5.5.2, 5.6.2). */
public final class HashMismatchException extends TufVerificationException {
  private final ContentDigest listed;
  private final ContentDigest found;

  HashMismatchException(String file, ContentDigest listed, ContentDigest found) {
    super("UC5005", file, "has SHA-256 " + found + " where " + listed + " is listed");
    this.listed = listed;
    this.found = found;
  }

  /** The digest that timestamp or snapshot lists. */
  public ContentDigest listed() {
    return listed;
  }

  /** The digest of the bytes. */
  public ContentDigest found() {
    return found;
  }
}
