package dev.updatecenter.capability.tuf;

/** A version lower than one that was trusted before (TUF 5.4.3, 5.5.5). */
public final class RollbackException extends TufVerificationException {
  private final RoleName role;
  private final MetadataVersion trusted;
  private final MetadataVersion offered;

  RollbackException(String file, RoleName role, MetadataVersion trusted, MetadataVersion offered) {
    super(
        "UC5002",
        file,
        "offers version " + offered + " of " + role + " where " + trusted + " is trusted already");
    this.role = role;
    this.trusted = trusted;
    this.offered = offered;
  }

  /** The role whose version falls; its file may be another than {@link #file}, which lists it. */
  public RoleName role() {
    return role;
  }

  /** The version trusted before. */
  public MetadataVersion trusted() {
    return trusted;
  }

  /** The lower version offered now. */
  public MetadataVersion offered() {
    return offered;
  }
}
