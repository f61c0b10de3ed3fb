package dev.updatecenter.capability.tuf;

/** A root whose version is not the trusted one plus one (TUF 5.3.5). */
public final class RootVersionException extends TufVerificationException {
  private final MetadataVersion expected;
  private final MetadataVersion found;

  RootVersionException(String file, MetadataVersion expected, MetadataVersion found) {
    super("UC5010", file, "is version " + found + "; the next root is version " + expected);
    this.expected = expected;
    this.found = found;
  }

  /** The trusted version plus one. */
  public MetadataVersion expected() {
    return expected;
  }

  /** The version of the file. */
  public MetadataVersion found() {
    return found;
  }
}
