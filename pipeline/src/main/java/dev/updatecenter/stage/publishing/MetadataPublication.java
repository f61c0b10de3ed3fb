package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.ETag;
import dev.updatecenter.capability.blobstore.VersionedBlob;
import dev.updatecenter.capability.tuf.MetadataUpdate;
import dev.updatecenter.capability.tuf.MetadataVersion;
import dev.updatecenter.capability.tuf.Proposal;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Changes what devices see of one product: new metadata under names of its own, read back through
 * the edge, and last the swap of {@code timestamp.json}, which alone decides who won.
 */
public final class MetadataPublication {
  private final ProductName product;
  private final PublishedMetadata published;
  private final RepositoryOpening opening;
  private final Ceremonies ceremonies;
  private final MetadataSigning signing;
  private final EdgeVerifier edge;
  private final UpdateDelivery delivery;
  private final Clock clock;

  /**
   * Joins the parts.
   *
   * @param root where the product's first root is kept
   * @param pending where signed metadata is kept on its way
   */
  public MetadataPublication(
      ProductName product,
      List<RingName> rings,
      BlobStore store,
      EdgeVerifier edge,
      RepositoryKeys keys,
      Path root,
      Path pending,
      AuditLog audit,
      Clock clock) {
    this.product = product;
    this.published = new PublishedMetadata(product, store);
    this.ceremonies = new Ceremonies(pending.resolveSibling(product + ".ceremonies"));
    this.signing = new MetadataSigning(published, keys, ceremonies, audit, clock);
    this.opening = new RepositoryOpening(published, rings, keys, new TrustedRoot(root), signing);
    this.edge = edge;
    this.clock = clock;
    this.delivery = new UpdateDelivery(published, edge, pending);
  }

  /**
   * Makes a change live.
   *
   * @param change what shall be, given what is published
   * @param content every uploaded object that the change names, to be read back first
   * @return false when everything was as wanted and live already
   * @throws UpdateCenterException exit 6 when another publisher won, exit 7 when the edge does not
   *     give what was uploaded
   */
  public boolean publish(
      Function<RepositoryEditor, MetadataChange> change,
      Map<BlobName, ContentDigest> content,
      Lease lease) {
    return publish(change, content, MetadataAct.PUBLISH, lease);
  }

  /**
   * The same, saying what it is signed for.
   *
   * @throws UpdateCenterException also exit 9, when other people have to sign first: what they have
   *     to sign is kept then
   */
  public boolean publish(
      Function<RepositoryEditor, MetadataChange> change,
      Map<BlobName, ContentDigest> content,
      MetadataAct act,
      Lease lease) {
    return guarded(() -> publishing(change, content, act, lease));
  }

  private boolean publishing(
      Function<RepositoryEditor, MetadataChange> change,
      Map<BlobName, ContentDigest> content,
      MetadataAct act,
      Lease lease)
      throws IOException, TufVerificationException {
    boolean finished = delivery.finishPending(lease);
    Optional<VersionedBlob> timestamp = published.timestamp();
    RepositoryEditor opened = opening.open(timestamp.isPresent());
    MetadataChange wanted = wanted(opened, change, act);
    if (!wanted.editor().isChanged()) {
      return finished;
    }
    edge.verify(content);
    lease.check();
    MetadataUpdate update = signing.sign(wanted.editor(), act);
    Optional<String> base = timestamp.map(VersionedBlob::etag).map(ETag::value);
    delivery.deliver(PendingUpdate.of(base, wanted.documents(), update, product), lease);
    for (RoleName role : update.versions().keySet()) {
      ceremonies.forget(role);
    }
    return true;
  }

  /**
   * A ring that product.yaml gained gets its role by the way. Where other people would have to sign
   * for that, what needs no such role does not wait for it.
   */
  private MetadataChange wanted(
      RepositoryEditor opened, Function<RepositoryEditor, MetadataChange> change, MetadataAct act)
      throws IOException {
    RepositoryEditor ringed =
        act.kind() == MetadataAct.Kind.PUBLISH ? opening.withRings(opened) : opened;
    MetadataChange wanted = change.apply(ringed);
    boolean byTheWay =
        opening.rings().stream()
            .map(RepositoryRoles::ring)
            .filter(role -> ringed.hasRole(role) && !opened.hasRole(role))
            .allMatch(role -> wanted.editor().role(role).targets().isEmpty());
    return !ringed.changed().equals(opened.changed())
            && byTheWay
            && signing.lacks(wanted.editor())
        ? change.apply(opened)
        : wanted;
  }

  /**
   * What is published, for who only looks; nothing is changed.
   *
   * @throws UpdateCenterException UC5070, exit 5, when nothing is
   */
  public RepositoryEditor look() {
    return guarded(
        () -> {
          if (published.timestamp().isEmpty()) {
            throw nothing();
          }
          return opening.open(true);
        });
  }

  /**
   * What the key holders of a role are to sign next: what was asked of them before, while that is
   * current, else the role as it is with a later expiry.
   */
  public Ceremony ceremony(RoleName role, Lease lease) {
    return guarded(
        () -> {
          delivery.finishPending(lease);
          Optional<Ceremony> kept = current(role);
          if (kept.isPresent()) {
            return kept.get();
          }
          RepositoryEditor renewed = look().withRenewed(Set.of(role));
          lease.check();
          return signing.propose(renewed, role, MetadataAct.renew(role));
        });
  }

  /**
   * What was asked of a role's key holders; empty where nothing was, or where what is published has
   * gone on since.
   */
  public Optional<Ceremony> current(RoleName role) {
    return guarded(
        () -> {
          Optional<Ceremony> kept = ceremonies.find(role);
          return kept.isPresent() && isCurrent(kept.get().proposal()) ? kept : Optional.empty();
        });
  }

  /** Keeps signatures that were collected. */
  public void keep(Ceremony ceremony) {
    guarded(
        () -> {
          ceremonies.keep(ceremony);
          return true;
        });
  }

  private boolean isCurrent(Proposal proposal) throws IOException, TufVerificationException {
    if (proposal.content().isExpired(clock.instant()) || published.isTaken(proposal.fileName())) {
      return false;
    }
    if (published.timestamp().isEmpty()) {
      return proposal.baseVersion().isEmpty();
    }
    RepositoryEditor live = opening.open(true);
    RoleName role = proposal.role();
    Optional<MetadataVersion> version =
        role.equals(RoleName.ROOT)
            ? Optional.of(live.root().version())
            : Optional.of(role).filter(live::hasRole).map(r -> live.role(r).version());
    return proposal.baseVersion().equals(version);
  }

  private UpdateCenterException nothing() {
    return UpdateCenterException.error(
            "UC5070", ExitCode.NOT_FOUND, "nothing of " + product + " is published")
        .where(published.name("timestamp.json"))
        .why("its metadata begins with the first release")
        .fix("publish one with 'ducctl submit'; before that, keys are replaced in the home")
        .state("nothing was published")
        .build();
  }

  /** Work on the home and the store. */
  @FunctionalInterface
  private interface Work<T> {
    T run() throws IOException, TufVerificationException;
  }

  private <T> T guarded(Work<T> work) {
    try {
      return work.run();
    } catch (IOException | UncheckedIOException e) {
      throw UpdateCenterException.error(
              "UC5102", ExitCode.DISK, "the metadata of " + product + " cannot be kept or read")
          .why(String.valueOf(e))
          .fix("check the disk and the store, then run the same command again")
          .state("what devices see did not change")
          .cause(e)
          .build();
    } catch (TufVerificationException e) {
      throw e.toError(ReleaseLayout.metadata(product));
    }
  }

  /**
   * When what devices see expires; empty when nothing is published.
   *
   * @throws UpdateCenterException exit 11 when the timestamp cannot be read
   */
  public Optional<Instant> timestampExpires() {
    return published.timestampExpires();
  }
}
