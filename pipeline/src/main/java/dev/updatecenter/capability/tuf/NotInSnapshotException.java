package dev.updatecenter.capability.tuf;

/** The snapshot does not list a role: one it listed before, or one delegated to (TUF 5.5.5). */
public final class NotInSnapshotException extends TufVerificationException {
  private final RoleName role;

  NotInSnapshotException(RoleName role) {
    super("UC5011", RoleName.SNAPSHOT.fileName(), "does not list " + role.fileName());
    this.role = role;
  }

  /** The role that is missing. */
  public RoleName role() {
    return role;
  }
}
