package dev.updatecenter.stage.upkeep;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.blobstore.ETag;
import dev.updatecenter.capability.blobstore.PreconditionFailedException;
import dev.updatecenter.capability.blobstore.VersionedBlob;
import dev.updatecenter.capability.devicemodel.HardwareTarget;
import dev.updatecenter.capability.tuf.Delegation;
import dev.updatecenter.capability.tuf.EcdsaMetadataSigner;
import dev.updatecenter.capability.tuf.ExpiryPolicy;
import dev.updatecenter.capability.tuf.MetadataFile;
import dev.updatecenter.capability.tuf.MetadataNotFoundException;
import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.MetadataUpdate;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.RoleAuthority;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.flighting.Salt;
import dev.updatecenter.stage.flighting.Share;
import dev.updatecenter.stage.offer.Floors;
import dev.updatecenter.stage.offer.Offer;
import dev.updatecenter.stage.offer.OfferPackage;
import dev.updatecenter.stage.offer.OfferRelease;
import dev.updatecenter.stage.offer.RolloutDocument;
import dev.updatecenter.stage.publishing.ContentRenewal;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import dev.updatecenter.stage.publishing.ReleaseRoles;
import dev.updatecenter.stage.publishing.RepositoryRoles;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.UnaryOperator;

/**
 * A home that publishes one product as the program does, on any store, by any clock, and so small
 * that a test sees each step: content, renewal, read-back, metadata, swap.
 */
public final class SimulatedPublisher {
  /** What each product's devices have in hardware. */
  public static final HardwareTarget HARDWARE =
      new HardwareTarget(3, UUID.fromString("6de5d951-d755-576b-bd09-c5cf66b27234"), "CK-BB-02");

  private static final Salt SALT = new Salt("000102030405060708090a0b0c0d0e0f");

  private final ProductName product;
  private final List<RingName> rings;
  private final BlobStore store;
  private final Clock clock;
  private final Map<RoleName, List<MetadataSigner>> keys = new LinkedHashMap<>();
  private final Map<PackageVersion, List<OfferPackage>> releases = new TreeMap<>();
  private final Map<RingName, List<PackageVersion>> flighted = new TreeMap<>();
  private byte[] root = new byte[0];

  public SimulatedPublisher(
      ProductName product, List<RingName> rings, BlobStore store, Clock clock) {
    this.product = product;
    this.rings = List.copyOf(rings);
    this.store = store;
    this.clock = clock;
    for (RoleName role : RepositoryRoles.all(rings)) {
      keys.put(role, List.of(EcdsaMetadataSigner.generate(new SecureRandom())));
    }
  }

  /** What a home is told to trust. */
  public byte[] root() {
    return root.clone();
  }

  public ProductName product() {
    return product;
  }

  /** Where the content of a package lies. */
  public static BlobName blob(String content) {
    ContentDigest sha256 = ContentDigest.of(content.getBytes(UTF_8));
    return ReleaseLayout.content(target(content), sha256);
  }

  private static String target(String content) {
    return ReleaseLayout.packageTarget(
        ContentDigest.of(content.getBytes(UTF_8)), content.replace(' ', '-') + ".cab");
  }

  /** Publishes a release of packages, each of some content; found content is renewed. */
  public void publish(String version, String... contents) {
    upload(contents);
    name(version, contents);
  }

  /** The step Publish: content, as long before its names as a person lets it wait. */
  public void upload(String... contents) {
    for (String content : contents) {
      store.putIfAbsent(
          blob(content), BlobSource.of(content.getBytes(UTF_8)), CachePolicy.IMMUTABLE);
    }
    new ContentRenewal(store, clock).renew(blobs(contents));
    for (String content : contents) {
      store.putIfAbsent(
          blob(content), BlobSource.of(content.getBytes(UTF_8)), CachePolicy.IMMUTABLE);
    }
  }

  private static List<BlobName> blobs(String... contents) {
    List<BlobName> blobs = new ArrayList<>();
    for (String content : contents) {
      blobs.add(blob(content));
    }
    return blobs;
  }

  /** The step Finalize: names what was uploaded, and is read back first. */
  public void name(String version, String... contents) {
    PackageVersion release = PackageVersion.parse(version);
    Map<String, TargetFile> targets = new LinkedHashMap<>();
    List<OfferPackage> packages = new ArrayList<>();
    for (String content : contents) {
      TargetFile plain = TargetFile.of(content.getBytes(UTF_8));
      Map<String, Object> custom =
          Map.of(
              "kind",
              "cbs",
              "identity",
              "Contoso." + content.replace(' ', '.'),
              "version",
              "10.0.0.1",
              "signers",
              List.of("00".repeat(32)));
      targets.put(target(content), new TargetFile(plain.length(), plain.sha256(), custom));
      packages.add(
          new OfferPackage(
              target(content),
              "cbs",
              "Contoso." + content.replace(' ', '.'),
              PackageVersion.parse("10.0.0.1"),
              plain.length(),
              plain.sha256()));
    }
    new ContentRenewal(store, clock).renew(blobs(contents));
    for (BlobName blob : blobs(contents)) {
      if (store.head(blob).isEmpty()) {
        throw new Lost(blob + " is gone, and nothing names it");
      }
    }
    change(editor -> releaseRoles().with(editor, release, targets), Map.of());
    releases.put(release, packages);
  }

  private ReleaseRoles releaseRoles() {
    return new ReleaseRoles(ExpiryPolicy.STANDARD, clock.instant());
  }

  /** The ring offers these releases from now on, and no others. */
  public void offer(RingName ring, List<PackageVersion> versions) {
    flighted.put(ring, versions);
    Map<BlobName, byte[]> documents = new LinkedHashMap<>();
    UnaryOperator<RepositoryEditor> change = rings(documents);
    change(change, documents);
  }

  private UnaryOperator<RepositoryEditor> rings(Map<BlobName, byte[]> documents) {
    Map<RoleName, Map<String, TargetFile>> wanted = new LinkedHashMap<>();
    SortedMap<RingName, RolloutDocument.Ring> standing = new TreeMap<>();
    flighted.forEach(
        (ring, versions) -> {
          byte[] offer = offerOf(ring, versions).toJson();
          wanted.put(
              RepositoryRoles.ring(ring),
              document(ReleaseLayout.offerTarget(product, ring), offer, documents));
          SortedMap<PackageVersion, RolloutDocument.Release> states = new TreeMap<>();
          versions.forEach(
              v ->
                  states.put(
                      v,
                      new RolloutDocument.Release(
                          RolloutState.ACTIVE, Share.ofPercent(100), SALT, "")));
          standing.put(ring, new RolloutDocument.Ring(ContentDigest.of(offer), states));
        });
    byte[] rollout = new RolloutDocument(product, clock.instant(), standing).toJson();
    wanted.put(
        RepositoryRoles.ROLLOUT,
        document(ReleaseLayout.rolloutTarget(product), rollout, documents));
    return editor -> {
      RepositoryEditor edited = editor;
      for (Map.Entry<RoleName, Map<String, TargetFile>> each : wanted.entrySet()) {
        edited = edited.withTargets(each.getKey(), each.getValue());
      }
      return edited.withRenewed(Set.of(RepositoryRoles.ROLLOUT));
    };
  }

  private Offer offerOf(RingName ring, List<PackageVersion> versions) {
    List<OfferRelease> offered =
        versions.stream()
            .sorted(java.util.Comparator.reverseOrder())
            .map(
                v ->
                    new OfferRelease(
                        v,
                        0,
                        Optional.empty(),
                        Optional.of(v),
                        Floors.NONE,
                        releases.getOrDefault(v, List.of()),
                        ""))
            .toList();
    return new Offer(product, ring, List.of(HARDWARE), offered);
  }

  private static Map<String, TargetFile> document(
      String target, byte[] bytes, Map<BlobName, byte[]> documents) {
    TargetFile file = TargetFile.of(bytes);
    documents.put(ReleaseLayout.content(target, file.sha256()), bytes);
    return Map.of(target, file);
  }

  /** What a scheduler does: the rollout says the same, and everything online is young again. */
  public void refresh() {
    Map<BlobName, byte[]> documents = new LinkedHashMap<>();
    UnaryOperator<RepositoryEditor> change =
        flighted.isEmpty() ? editor -> editor : rings(documents);
    change(
        editor -> change.apply(editor).withRenewed(Set.of(RoleName.SNAPSHOT, RoleName.TIMESTAMP)),
        documents);
  }

  /** Lets releases go. */
  public void withdraw(Set<PackageVersion> versions) {
    change(editor -> releaseRoles().without(editor, versions), Map.of());
  }

  /** Signs roles anew by a year. */
  public void renew(Set<RoleName> roles) {
    change(editor -> releaseRoles().renewed(editor).withRenewed(roles), Map.of());
  }

  /** Changes the metadata as it is now: one generation. */
  public void change(UnaryOperator<RepositoryEditor> change, Map<BlobName, byte[]> documents) {
    try {
      Optional<VersionedBlob> timestamp =
          store.readVersioned(ReleaseLayout.metadata(product, "timestamp.json"), 16_384);
      RepositoryEditor editor = change.apply(open(timestamp.isPresent()));
      if (!editor.isChanged()) {
        return;
      }
      MetadataUpdate update =
          editor.sign(
              keys,
              clock.instant(),
              file -> store.head(ReleaseLayout.metadata(product, file)).isPresent());
      update.root().ifPresent(first -> root = first.bytes());
      documents.forEach(
          (name, bytes) -> store.putIfAbsent(name, BlobSource.of(bytes), CachePolicy.IMMUTABLE));
      for (MetadataFile file : update.versioned()) {
        store.putIfAbsent(
            ReleaseLayout.metadata(product, file.name()),
            BlobSource.of(file.bytes()),
            CachePolicy.IMMUTABLE);
      }
      Optional<ETag> expected = timestamp.map(VersionedBlob::etag);
      store.replace(
          ReleaseLayout.metadata(product, "timestamp.json"),
          update.timestamp().bytes(),
          expected,
          CachePolicy.TIMESTAMP);
    } catch (PreconditionFailedException e) {
      throw new Lost("another publisher was faster");
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private RepositoryEditor open(boolean live) throws Exception {
    if (live) {
      return RepositoryEditor.load(
          root,
          (file, max) ->
              store
                  .read(ReleaseLayout.metadata(product, file), max)
                  .orElseThrow(() -> new MetadataNotFoundException(file)),
          ExpiryPolicy.STANDARD);
    }
    Map<RoleName, RoleAuthority> topLevel = new LinkedHashMap<>();
    keys.forEach(
        (role, signers) -> {
          if (role.isTopLevel()) {
            topLevel.put(role, authority(role));
          }
        });
    List<Delegation> delegations = new ArrayList<>();
    delegations.add(Delegation.of("packages", authority(RepositoryRoles.PACKAGES), "packages/*/*"));
    for (RingName ring : rings) {
      RoleName role = RepositoryRoles.ring(ring);
      delegations.add(
          Delegation.of(role.value(), authority(role), ReleaseLayout.offerTarget(product, ring)));
    }
    delegations.add(
        Delegation.of(
            "rollout", authority(RepositoryRoles.ROLLOUT), ReleaseLayout.rolloutTarget(product)));
    return RepositoryEditor.create(topLevel, delegations, ExpiryPolicy.STANDARD);
  }

  private RoleAuthority authority(RoleName role) {
    return RoleAuthority.of(keys.getOrDefault(role, List.of()).get(0).key());
  }

  /** The publisher could not go on, and nothing of it is live. */
  public static final class Lost extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Lost(String message) {
      super(message);
    }
  }
}
