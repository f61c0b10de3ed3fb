package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.VersionedBlob;
import dev.updatecenter.capability.tuf.MetadataUpdate;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.RoleAuthority;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TufVerificationException;
import dev.updatecenter.kernel.core.AuditLog;
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
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Changes what devices see of one product: new metadata under names of its own, read back through
 * the edge, and last the swap of {@code timestamp.json}, which alone decides who won.
 */
public final class MetadataPublication {
  /** Each try that fails gave a name to somebody else: so many publishers at once are rare. */
  private static final int MAX_TRIES = 32;

  private final ProductName product;
  private final PublishedMetadata published;
  private final RepositoryOpening opening;
  private final Ceremonies ceremonies;
  private final MetadataSigning signing;
  private final Clock clock;
  private final EdgeVerifier edge;
  private final PublisherClock publisherClock;
  private final UpdateDelivery delivery;

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
    TrustedRoot trusted = new TrustedRoot(root);
    this.product = product;
    this.published = new PublishedMetadata(product, store);
    this.ceremonies = new Ceremonies(pending.resolveSibling(product + ".ceremonies"));
    this.signing = new MetadataSigning(published, keys, ceremonies, audit, clock);
    this.opening = new RepositoryOpening(published, rings, keys, trusted, signing);
    this.edge = edge;
    this.clock = clock;
    this.publisherClock = new PublisherClock(published, clock);
    this.delivery =
        new UpdateDelivery(
            published,
            edge,
            new PendingFile(pending),
            new LeftOver(published, trusted, publisherClock),
            publisherClock,
            new TimestampSwap(published, audit));
  }

  /**
   * Makes a change live.
   *
   * @param change what shall be, given what is published; asked again where names were taken
   * @return false when everything was as wanted and live already
   * @throws UpdateCenterException exit 6 when another publisher won, exit 7 when the edge does not
   *     give what was uploaded or this machine's clock is wrong
   */
  public boolean publish(Function<RepositoryEditor, MetadataChange> change, Lease lease) {
    return publish(change, MetadataAct.PUBLISH, lease);
  }

  /**
   * The same, saying what it is signed for.
   *
   * @throws UpdateCenterException also UC5065, exit 9, when other people have to sign first: what
   *     they have to sign is kept then
   */
  public boolean publish(
      Function<RepositoryEditor, MetadataChange> change, MetadataAct act, Lease lease) {
    return publish(new Order(change, act, true, publisherClock::requireAfter), lease);
  }

  /**
   * Makes live what stops devices, and nothing beside it: no ring that product.yaml gained is added
   * by the way, and a clock that is behind the last publisher's keeps nobody from stopping. What it
   * signs may then expire early, and devices take nothing for longer than was asked.
   *
   * @return false also when nothing is published that could be stopped
   * @throws UpdateCenterException as {@link #publish(Function, Lease)}
   */
  public boolean stop(Function<RepositoryEditor, MetadataChange> change, Lease lease) {
    return publish(new Order(change, MetadataAct.PUBLISH, false, live -> {}), lease);
  }

  /**
   * Makes sure that the keys at hand and what people signed in ceremonies suffice for a change,
   * before it goes on record.
   *
   * @throws UpdateCenterException UC5065, exit 9, when other people have to sign first: what they
   *     have to sign is kept then
   */
  public void requireSignatures(Function<RepositoryEditor, MetadataChange> change, Lease lease) {
    MetadataAct act = MetadataAct.PUBLISH;
    guarded(
        () -> {
          RepositoryEditor opened = opening.open(published.timestamp().isPresent(), lease);
          MetadataChange wanted = wanted(opened, new Order(change, act, true, live -> {}));
          if (wanted.editor().isChanged()) {
            signing.requireSigners(wanted.editor(), act, lease);
          }
          return wanted;
        });
  }

  /**
   * The same, also where what is live was signed at a time that is yet to come: somebody vouches
   * for this machine's clock. The caller puts that on record.
   */
  boolean redate(Function<RepositoryEditor, MetadataChange> change, MetadataAct act, Lease lease) {
    return publish(new Order(change, act, true, live -> {}), lease);
  }

  /**
   * What is to be published, and how.
   *
   * @param begins whether it may begin a repository, and add what product.yaml gained
   * @param clockCheck holds this machine's clock against what is live
   */
  private record Order(
      Function<RepositoryEditor, MetadataChange> change,
      MetadataAct act,
      boolean begins,
      Consumer<VersionedBlob> clockCheck) {}

  /** Whether what is live was signed more than a day from now: {@link #publish} refuses then. */
  public boolean isAhead() {
    return published.timestamp().filter(publisherClock::isAhead).isPresent();
  }

  /**
   * Gives a role other keys. The next root is live once it is there, before any timestamp: so where
   * the keys at hand allow it, what devices read is signed with the old and the new keys first, and
   * holds under both roots.
   *
   * @return false when the role has those keys already
   * @throws UpdateCenterException UC5065, exit 9, when other people have to sign first
   */
  public boolean rotate(KeyChange change, Lease lease) {
    RoleName role = change.role();
    RepositoryEditor live = look();
    RoleAuthority now = live.authority(role);
    boolean inRoot = role.isTopLevel() && !role.equals(RoleName.ROOT);
    if (inRoot
        && change.apply(live).editor().isChanged()
        && signing.canHerald(role, now, change.keys())) {
      publish(
          editor -> MetadataChange.of(editor.withRenewed(Set.of(role))),
          MetadataAct.herald(role, change.keys()),
          lease);
    }
    return publish(change, MetadataAct.rotate(role), lease);
  }

  /** Ids of a role's keys whose private halves are at hand, sorted: who acts. */
  public List<String> keysAtHand(RoleName role) {
    return signing.keys().of(role).signers().stream()
        .map(signer -> signer.key().id().hex())
        .sorted()
        .toList();
  }

  /** What key holders are asked to sign. */
  public CeremonyDesk ceremonies() {
    return new CeremonyDesk(this, published, opening, signing, ceremonies, clock);
  }

  /** Whose metadata it is. */
  public ProductName product() {
    return product;
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
            throw CeremonyDesk.nothing(product);
          }
          return opening.live();
        });
  }

  /** Work on the home and the store. */
  @FunctionalInterface
  interface Work<T> {
    T run() throws IOException, TufVerificationException;
  }

  <T> T guarded(Work<T> work) {
    try {
      return work.run();
    } catch (IOException | UncheckedIOException e) {
      throw UpdateCenterException.error(
              "UC5102", ExitCode.DISK, "the metadata of " + product + " cannot be kept or read")
          .why(String.valueOf(e))
          .fix("check the disk and the store, then run the same command again")
          .state("devices see the metadata from before or the new one, each of them whole")
          .cause(e)
          .build();
    } catch (TufVerificationException e) {
      throw e.toError(ReleaseLayout.metadata(product));
    }
  }

  private boolean publish(Order order, Lease lease) {
    return guarded(
        () -> {
          boolean finished = delivery.finishPending(lease);
          return changed(order, lease) || finished;
        });
  }

  /** Signs what is wanted and brings it to devices; false when all is so already. */
  private boolean changed(Order order, Lease lease) throws IOException, TufVerificationException {
    for (int tries = 0; tries < MAX_TRIES; tries++) {
      Optional<VersionedBlob> live = published.timestamp();
      if (live.isEmpty() && !order.begins()) {
        return false;
      }
      MetadataChange wanted = wanted(opening.open(live.isPresent(), lease), order);
      if (!wanted.editor().isChanged()) {
        return false;
      }
      if (tries == 0) {
        edge.verify(wanted.content());
      }
      live.ifPresent(order.clockCheck());
      Optional<MetadataUpdate> signed = sign(wanted, order.act(), lease);
      if (signed.isPresent() && delivery.deliver(pending(wanted, live, signed.get()), lease)) {
        ceremonies.forget(signed.get().versions().keySet());
        if (signed.get().root().isPresent()) {
          opening.live(); // It keeps the newest root for new devices.
        }
        return true;
      }
    }
    throw Overtaken.crowded(product, MAX_TRIES);
  }

  /**
   * Empty when somebody put the next root meanwhile: opened again, it is adopted if it verifies.
   */
  private Optional<MetadataUpdate> sign(MetadataChange wanted, MetadataAct act, Lease lease)
      throws IOException, TufVerificationException {
    try {
      return Optional.of(signing.sign(wanted.editor(), act, lease));
    } catch (UpdateCenterException e) {
      if (MetadataSigning.isRootTaken(e)) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private PendingUpdate pending(
      MetadataChange wanted, Optional<VersionedBlob> live, MetadataUpdate signed) {
    return PendingUpdate.of(
        live.map(l -> PendingUpdate.Base.of(l, published.timestampName())),
        wanted,
        signed,
        product);
  }

  /**
   * A ring that product.yaml gained gets its role by the way. Where other people would have to sign
   * for that, what needs no such role does not wait for it.
   */
  private MetadataChange wanted(RepositoryEditor opened, Order order) throws IOException {
    boolean publishes = order.act().kind() == MetadataAct.Kind.PUBLISH && order.begins();
    RepositoryEditor ringed = publishes ? opening.withRings(opened) : opened;
    MetadataChange wanted = order.change().apply(ringed);
    boolean byTheWay =
        opening.rings().stream()
            .map(RepositoryRoles::ring)
            .filter(role -> ringed.hasRole(role) && !opened.hasRole(role))
            .allMatch(role -> wanted.editor().role(role).targets().isEmpty());
    return !ringed.changed().equals(opened.changed()) && byTheWay && signing.lacks(wanted.editor())
        ? order.change().apply(opened)
        : wanted;
  }

  /**
   * When what devices see expires; empty when nothing is published.
   *
   * @throws UpdateCenterException exit 11 when the timestamp cannot be read
   */
  public Optional<Instant> timestampExpires() {
    return published
        .timestamp()
        .map(l -> TimestampFacts.of(l.bytes(), published.timestampName()).expires());
  }
}
