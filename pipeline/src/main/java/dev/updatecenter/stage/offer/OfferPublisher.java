package dev.updatecenter.stage.offer;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobProperties;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.blobstore.PreconditionFailedException;
import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.HardwareTarget;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.Rollout;
import dev.updatecenter.stage.publishing.MetadataChange;
import dev.updatecenter.stage.publishing.MetadataPublication;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.publishing.Refresh;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import dev.updatecenter.stage.publishing.RepositoryRoles;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts offers and the rollout before devices, in one generation of the metadata. */
public final class OfferPublisher {
  private final MetadataPublication metadata;
  private final BlobStore store;
  private final LiveDocuments live;
  private final Clock clock;

  /** Joins the parts. */
  public OfferPublisher(MetadataPublication metadata, BlobStore store, Clock clock) {
    this.metadata = metadata;
    this.store = store;
    this.live = new LiveDocuments(metadata.product(), store);
    this.clock = clock;
  }

  /**
   * Makes the state of all rings live: offers where they changed, and the rollout. A halt that
   * devices see stays, whatever the ledger says, until the ring's signers raise {@code resumed}.
   *
   * @param flights of all rings
   * @param releases the published releases that the flights are of
   * @param renew whether to sign the rollout anew although it says the same: its age tells devices
   *     that nobody holds news back
   * @return false when devices see this already
   */
  public boolean publish(
      DeviceModel model,
      List<Flight> flights,
      List<PublishedRelease> releases,
      Rollout rollout,
      boolean renew,
      Lease lease) {
    return metadata.publish(
        editor -> change(editor, model, flights, releases, rollout, renew), lease);
  }

  /**
   * Makes sure that whoever has to sign for such a state of all rings is there or has signed,
   * before it goes on record.
   *
   * @throws dev.updatecenter.kernel.core.UpdateCenterException UC5065, exit 9, when other people
   *     have to sign first
   */
  public void requireSignatures(
      DeviceModel model,
      List<Flight> flights,
      List<PublishedRelease> releases,
      Rollout rollout,
      Lease lease) {
    metadata.requireSignatures(
        editor -> change(editor, model, flights, releases, rollout, false), lease);
  }

  /**
   * Makes sure that devices would find a release, before a flight of it is on record: with one that
   * names what is gone nothing of the product could be published any more, not even a halt.
   *
   * @throws UpdateCenterException UC5134 when it was withdrawn
   */
  public void requireNamed(PublishedRelease release) {
    NamedReleases.require(metadata.look(), List.of(release));
  }

  private static List<PublishedRelease> flighted(
      List<Flight> flights, List<PublishedRelease> releases) {
    Set<PackageVersion> versions =
        flights.stream().map(Flight::version).collect(Collectors.toSet());
    return releases.stream().filter(release -> versions.contains(release.version())).toList();
  }

  private MetadataChange change(
      RepositoryEditor published,
      DeviceModel model,
      List<Flight> flights,
      List<PublishedRelease> releases,
      Rollout rollout,
      boolean renew) {
    NamedReleases.require(published, flighted(flights, releases));
    ProductName product = model.product();
    RepositoryEditor editor = published;
    Map<BlobName, byte[]> documents = new LinkedHashMap<>();
    Map<RingName, ContentDigest> offers = new LinkedHashMap<>();
    for (RingName ring : rollout.rings().keySet()) {
      byte[] offer =
          new OfferBuilder()
              .build(product, ring, List.of(model.target()), flights, releases)
              .toJson();
      String target = ReleaseLayout.offerTarget(product, ring);
      offers.put(ring, ContentDigest.of(offer));
      documents.put(ReleaseLayout.content(target, ContentDigest.of(offer)), offer);
      editor = editor.withTargets(RepositoryRoles.ring(ring), Map.of(target, TargetFile.of(offer)));
    }
    Optional<RolloutDocument> said = live.rollout(published);
    RolloutDocument wanted = wanted(rollout, offers, published, said);
    if (renew || said.filter(s -> s.rings().equals(wanted.rings())).isEmpty()) {
      byte[] bytes = wanted.toJson();
      String target = ReleaseLayout.rolloutTarget(product);
      documents.put(ReleaseLayout.content(target, ContentDigest.of(bytes)), bytes);
      editor = editor.withTargets(RepositoryRoles.ROLLOUT, Map.of(target, TargetFile.of(bytes)));
    }
    return new MetadataChange(editor, documents);
  }

  private RolloutDocument wanted(
      Rollout rollout,
      Map<RingName, ContentDigest> offers,
      RepositoryEditor published,
      Optional<RolloutDocument> said) {
    RolloutDocument wanted = RolloutDocument.of(rollout, offers, clock.instant());
    RolloutRevision revision = new RolloutRevision(rollout, ring -> live.offer(published, ring));
    return said.map(s -> revision.keepingHalts(wanted.rings(), s.rings()))
        .map(rings -> new RolloutDocument(wanted.product(), wanted.signedAt(), rings))
        .orElse(wanted);
  }

  /**
   * The published rollout, signed now: what it says stays as it is. It is what a refresh renews, so
   * it needs neither flights nor the key of any ring.
   */
  public MetadataChange renewed(RepositoryEditor published) {
    ProductName product = metadata.product();
    String target = ReleaseLayout.rolloutTarget(product);
    Optional<RolloutDocument> said = live.rollout(published);
    if (said.isEmpty()) {
      return MetadataChange.of(published);
    }
    byte[] bytes = new RolloutDocument(product, clock.instant(), said.get().rings()).toJson();
    return new MetadataChange(
        published.withTargets(RepositoryRoles.ROLLOUT, Map.of(target, TargetFile.of(bytes))),
        Map.of(ReleaseLayout.content(target, ContentDigest.of(bytes)), bytes));
  }

  /** Signs the published rollout and the lists again, when that is due or always. */
  public Refresh refresh() {
    return new Refresh(metadata, this::renewed, clock);
  }

  /** Writes the unsigned hint that leads a device without a product's name to this one. */
  public void hint(DeviceModel model) {
    HardwareTarget target = model.target();
    BlobName name = ReleaseLayout.hardware(target.id());
    byte[] hint = Json.bytes(Map.of("product", model.product().value()));
    Optional<BlobProperties> there = store.head(name);
    if (there.filter(b -> isSame(name, b, hint)).isPresent()) {
      return;
    }
    try {
      store.replace(name, hint, there.map(BlobProperties::etag), CachePolicy.HINT);
    } catch (PreconditionFailedException e) {
      // Somebody else wrote the hint just now; it is only a hint, and signed metadata decides.
      return;
    }
  }

  /** What is longer than a hint is none, and is replaced unread. */
  private boolean isSame(BlobName name, BlobProperties there, byte[] hint) {
    return there.length() == hint.length
        && store.read(name, hint.length).filter(b -> Arrays.equals(b, hint)).isPresent();
  }
}
