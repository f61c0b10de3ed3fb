package dev.updatecenter.stage.upkeep.verify;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.publishing.RepositoryRoles;
import java.time.Duration;
import java.time.Instant;

/** Which roles have expired (UC5149), and which will soon (UC5150). */
final class ExpiryAudit {
  private static final Duration OFFLINE = Duration.ofDays(60);

  /** Of the week that they are good for; a scheduler renews them each day. */
  private static final Duration ONLINE = Duration.ofDays(2);

  /** Of the timestamp's three days. */
  private static final Duration TIMESTAMP = Duration.ofDays(1);

  private final Instant at;
  private final AuditFindings findings;

  ExpiryAudit(Instant at, AuditFindings findings) {
    this.at = at;
    this.findings = findings;
  }

  void judge(BlobName file, RoleName role, Instant expires) {
    // TUF 5.4.4 and others: the expiry must be later than the time.
    if (!at.isBefore(expires)) {
      findings.add(
          ExitCode.EXPIRED,
          Finding.error("UC5149", file.value(), "role " + role + " expired at " + expires)
              .because("devices take nothing that depends on it")
              .fixedBy(remedy(role)));
    } else if (!at.plus(warned(role)).isBefore(expires)) {
      findings.warn(
          Finding.warning("UC5150", file.value(), "role " + role + " expires at " + expires)
              .because("devices take nothing that depends on it from then on")
              .fixedBy(remedy(role)));
    }
  }

  private static boolean isOnline(RoleName role) {
    return role.equals(RoleName.SNAPSHOT) || role.equals(RepositoryRoles.ROLLOUT);
  }

  private static Duration warned(RoleName role) {
    return role.equals(RoleName.TIMESTAMP) ? TIMESTAMP : isOnline(role) ? ONLINE : OFFLINE;
  }

  private static String remedy(RoleName role) {
    return role.equals(RoleName.TIMESTAMP) || isOnline(role)
        ? "run 'ducctl refresh', and 'ducctl advance' on a schedule"
        : "sign it anew with its key: ducctl keys expiry says how";
  }
}
