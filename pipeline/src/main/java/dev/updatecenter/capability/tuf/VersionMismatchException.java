package dev.updatecenter.capability.tuf;

/** Another version than the one listed: files of two generations (TUF 5.5.4, 5.6.4). */
public final class VersionMismatchException extends TufVerificationException {
  private final MetadataVersion listed;
  private final MetadataVersion found;

  VersionMismatchException(String file, MetadataVersion listed, MetadataVersion found) {
    super("UC5004", file, "is version " + found + " where version " + listed + " is listed");
    this.listed = listed;
    this.found = found;
  }

  /** The version that timestamp or snapshot lists. */
  public MetadataVersion listed() {
    return listed;
  }

  /** The version of the file. */
  public MetadataVersion found() {
    return found;
  }
}
