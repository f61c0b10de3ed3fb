package dev.updatecenter.capability.tuf;

import java.io.IOException;
import java.io.UncheckedIOException;

/** The delegated roles that are published, each fetched and verified when it is asked for. */
@FunctionalInterface
interface PublishedRoles {
  /** Of a repository that is not published yet. */
  PublishedRoles NONE =
      (role, delegator) -> {
        throw new IllegalStateException("nothing is published, not even " + role);
      };

  /**
   * Loads a role. What does not delegate further is not held on to: it is fetched once and parsed
   * each time.
   *
   * @param delegator a role that delegates to it and was loaded before, or {@code targets}
   * @throws dev.updatecenter.kernel.core.UpdateCenterException exit 11 if it fails a check
   * @throws UncheckedIOException if the store fails
   */
  Targets load(RoleName role, RoleName delegator);

  /** Through a client that has refreshed. */
  static PublishedRoles of(TufClient client) {
    return (role, delegator) -> {
      try {
        return client.role(role, delegator);
      } catch (TufVerificationException e) {
        throw e.toError(role.fileName());
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    };
  }
}
