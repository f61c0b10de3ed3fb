package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.tuf.MetadataVersion;
import dev.updatecenter.capability.tuf.Proposal;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Hands out what key holders of one product are to sign, and takes it back. */
public final class CeremonyDesk {
  private final MetadataPublication publication;
  private final PublishedMetadata published;
  private final RepositoryOpening opening;
  private final MetadataSigning signing;
  private final Ceremonies ceremonies;
  private final Clock clock;

  CeremonyDesk(
      MetadataPublication publication,
      PublishedMetadata published,
      RepositoryOpening opening,
      MetadataSigning signing,
      Ceremonies ceremonies,
      Clock clock) {
    this.publication = publication;
    this.published = published;
    this.opening = opening;
    this.signing = signing;
    this.ceremonies = ceremonies;
    this.clock = clock;
  }

  /**
   * What the key holders of a role are to sign next: what was asked of them before, while that is
   * current, else the role as it is with a later expiry.
   *
   * @throws UpdateCenterException UC5070 or UC5071, exit 5, when there is no such role
   */
  public Ceremony of(RoleName role, Lease lease) {
    return publication.guarded(
        () -> {
          Optional<Ceremony> kept = current(role);
          if (kept.isPresent()) {
            return kept.get();
          }
          RepositoryEditor live = publication.look();
          require(live, role);
          return signing.propose(
              live.withRenewed(Set.of(role)), role, MetadataAct.renew(role), lease);
        });
  }

  private void require(RepositoryEditor live, RoleName role) {
    boolean online = role.equals(RoleName.SNAPSHOT) || role.equals(RoleName.TIMESTAMP);
    if (online || (!role.isTopLevel() && !live.hasRole(role))) {
      throw UpdateCenterException.error(
              "UC5071", ExitCode.NOT_FOUND, "role '" + role + "' has nothing that people sign")
          .where(published.product())
          .why(
              online
                  ? "it is signed online, by 'ducctl refresh' and with every publication"
                  : "nobody delegates to a role of that name")
          .fix(
              "name root, targets, packages, rollout or a ring's role; 'ducctl keys list' has them")
          .state("nothing was changed")
          .build();
    }
  }

  /**
   * What was asked of a role's key holders; empty where nothing was, or where what is published has
   * gone on since.
   */
  public Optional<Ceremony> current(RoleName role) {
    return publication.guarded(
        () -> {
          Optional<Ceremony> kept = ceremonies.find(role);
          return kept.isPresent() && isCurrent(kept.get().proposal()) ? kept : Optional.empty();
        });
  }

  private boolean isCurrent(Proposal proposal) throws IOException, TufVerificationException {
    if (proposal.content().isExpired(clock.instant()) || published.isTaken(proposal.fileName())) {
      return false;
    }
    if (published.timestamp().isEmpty()) {
      return proposal.baseVersion().isEmpty();
    }
    RepositoryEditor live = opening.live();
    RoleName role = proposal.role();
    Optional<MetadataVersion> version =
        role.equals(RoleName.ROOT)
            ? Optional.of(live.root().version())
            : Optional.of(role).filter(live::hasRole).map(r -> live.role(r).version());
    return proposal.baseVersion().equals(version);
  }

  /** Takes back a question of a publication: what was collected for it is not taken any more. */
  public void forget(RoleName role) {
    publication.guarded(
        () -> {
          boolean asked =
              ceremonies
                  .find(role)
                  .filter(c -> c.act().kind() == MetadataAct.Kind.PUBLISH)
                  .isPresent();
          if (asked) {
            ceremonies.forget(List.of(role));
          }
          return asked;
        });
  }

  /** Keeps signatures that were collected. */
  public void keep(Ceremony ceremony) {
    publication.guarded(
        () -> {
          ceremonies.keep(ceremony);
          return true;
        });
  }

  /**
   * Publishes a renewal whose signatures are there.
   *
   * @throws UpdateCenterException as {@link MetadataPublication#publish}
   */
  public boolean renew(RoleName role, Lease lease) {
    return publication.publish(
        editor -> MetadataChange.of(editor.withRenewed(Set.of(role))),
        MetadataAct.renew(role),
        lease);
  }

  static UpdateCenterException nothing(ProductName product) {
    return UpdateCenterException.error(
            "UC5070", ExitCode.NOT_FOUND, "nothing of " + product + " is published")
        .where(ReleaseLayout.metadata(product))
        .why("its metadata begins with the first release")
        .fix("publish one with 'ducctl submit'; before that, keys are replaced in the home")
        .state("nothing was published")
        .build();
  }
}
