package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Renews the online roles well before they expire: devices take nothing from a stale repository.
 */
public final class Refresh {
  /** Of the timestamp's three days: renewed on the first run after the first of them. */
  private static final Duration LEFT = Duration.ofDays(2);

  private static final Set<RoleName> LISTS = Set.of(RoleName.SNAPSHOT, RoleName.TIMESTAMP);

  private static final Set<RoleName> ONLINE =
      Set.of(RepositoryRoles.ROLLOUT, RoleName.SNAPSHOT, RoleName.TIMESTAMP);

  /** Of the rollout's seven days: it is not signed with every publication. */
  private static final Duration ROLLOUT_LEFT = Duration.ofDays(4);

  private final MetadataPublication metadata;
  private final Function<RepositoryEditor, MetadataChange> rollout;
  private final Clock clock;
  private final boolean trustClock;

  /** Renews through a publication; what the roles say stays as it is. */
  public Refresh(MetadataPublication metadata, Clock clock) {
    this(metadata, MetadataChange::of, clock);
  }

  /**
   * Renews through a publication.
   *
   * @param rollout makes the rollout say that it was signed now
   */
  public Refresh(
      MetadataPublication metadata,
      Function<RepositoryEditor, MetadataChange> rollout,
      Clock clock) {
    this(metadata, rollout, clock, false);
  }

  private Refresh(
      MetadataPublication metadata,
      Function<RepositoryEditor, MetadataChange> rollout,
      Clock clock,
      boolean trustClock) {
    this.metadata = metadata;
    this.rollout = rollout;
    this.clock = clock;
    this.trustClock = trustClock;
  }

  /**
   * The same by this machine's clock, even where the last one's was ahead of it: UC5122 does not
   * stop it. Who vouches for the clock is for the caller to put on record.
   */
  public Refresh trustingClock() {
    return new Refresh(metadata, rollout, clock, true);
  }

  /** The file whose expiry decides. */
  public static BlobName timestamp(ProductName product) {
    return ReleaseLayout.metadata(product, "timestamp.json");
  }

  /**
   * Renews when the timestamp has less than two days left, or the rollout less than four. True when
   * it did.
   */
  public boolean ifDue(Lease lease) {
    Optional<Instant> expires = metadata.timestampExpires();
    return expires.isPresent() && (within(expires.get(), LEFT) || rolloutIsDue()) && now(lease);
  }

  private boolean rolloutIsDue() {
    return rolloutDue().filter(due -> due.isBefore(clock.instant())).isPresent();
  }

  private Optional<Instant> rolloutDue() {
    RepositoryEditor live = metadata.look();
    return live.hasRole(RepositoryRoles.ROLLOUT)
        ? Optional.of(live.role(RepositoryRoles.ROLLOUT).expires().minus(ROLLOUT_LEFT))
        : Optional.empty();
  }

  /** From when on {@link #ifDue} renews what is live now; empty when nothing is published. */
  public Optional<Instant> due() {
    return metadata
        .timestampExpires()
        .map(expires -> expires.minus(LEFT))
        .map(due -> rolloutDue().filter(other -> other.isBefore(due)).orElse(due));
  }

  private boolean within(Instant end, Duration time) {
    return end.isBefore(clock.instant().plus(time));
  }

  /**
   * Renews at once, with the keys of the online roles alone.
   *
   * @throws dev.updatecenter.kernel.core.UpdateCenterException UC5065 when the key of the rollout
   *     is not at hand; snapshot and timestamp are renewed all the same
   */
  public boolean now(Lease lease) {
    try {
      return publish(rollout, ONLINE, RepositoryRoles.ROLLOUT, lease);
    } catch (UpdateCenterException e) {
      if (e.exit() == ExitCode.APPROVAL) {
        publish(MetadataChange::of, LISTS, RoleName.TIMESTAMP, lease);
      }
      throw e;
    }
  }

  private boolean publish(
      Function<RepositoryEditor, MetadataChange> change,
      Set<RoleName> roles,
      RoleName act,
      Lease lease) {
    Function<RepositoryEditor, MetadataChange> renewed =
        editor -> {
          MetadataChange wanted = change.apply(editor);
          return new MetadataChange(
              wanted.editor().withRenewed(roles), wanted.documents(), wanted.content());
        };
    MetadataAct renewal = MetadataAct.renew(act);
    return trustClock
        ? metadata.redate(renewed, renewal, lease)
        : metadata.publish(renewed, renewal, lease);
  }
}
