package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Renews the online roles well before they expire: devices take nothing from a stale repository.
 */
public final class Refresh {
  /** Of the timestamp's three days: renewed on the first run after the first of them. */
  private static final Duration LEFT = Duration.ofDays(2);

  private static final Set<RoleName> ONLINE =
      Set.of(RepositoryRoles.ROLLOUT, RoleName.SNAPSHOT, RoleName.TIMESTAMP);

  private final MetadataPublication metadata;
  private final Clock clock;

  /** Renews through a publication. */
  public Refresh(MetadataPublication metadata, Clock clock) {
    this.metadata = metadata;
    this.clock = clock;
  }

  /** The file whose expiry decides. */
  public static BlobName timestamp(ProductName product) {
    return ReleaseLayout.metadata(product, "timestamp.json");
  }

  /** Renews when the timestamp has less than two days left. True when it did. */
  public boolean ifDue(Lease lease) {
    Optional<Instant> expires = metadata.timestampExpires();
    boolean due = expires.filter(at -> at.isBefore(clock.instant().plus(LEFT))).isPresent();
    return due && now(lease);
  }

  /** Renews at once. */
  public boolean now(Lease lease) {
    return metadata.publish(editor -> MetadataChange.of(editor.withRenewed(ONLINE)), lease);
  }
}
