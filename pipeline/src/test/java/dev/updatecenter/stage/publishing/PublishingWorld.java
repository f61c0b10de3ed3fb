package dev.updatecenter.stage.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobReader;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.blobstore.EdgeReader;
import dev.updatecenter.capability.blobstore.ListedBlob;
import dev.updatecenter.capability.blobstore.filesystem.FilesystemBlobStore;
import dev.updatecenter.capability.ledger.AuditRecord;
import dev.updatecenter.capability.ledger.jdbc.JdbcAuditLog;
import dev.updatecenter.capability.tuf.EcdsaMetadataSigner;
import dev.updatecenter.capability.tuf.InMemoryMetadataStore;
import dev.updatecenter.capability.tuf.MetadataNotFoundException;
import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.capability.tuf.TufClient;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.testing.RecordingStore;
import dev.updatecenter.testing.SettableClock;
import dev.updatecenter.testing.TestDatabase;
import dev.updatecenter.testing.TestLease;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** One home's publisher, a store that records, and the devices at the other end. */
public final class PublishingWorld implements AutoCloseable {
  public static final ProductName PRODUCT = new ProductName("ContosoKiosk");
  public static final List<RingName> RINGS =
      List.of(RingName.PREVIEW, new RingName("GeneralAvailability"));

  public final Path home;
  public final RecordingStore store;
  public final BlobStore plain;
  public final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T08:00:00Z"));
  public final TestLease lease = new TestLease();
  public final TestDatabase database = TestDatabase.open();
  public final JdbcAuditLog audit = new JdbcAuditLog(database.dataSource(), clock, "test");
  private final RepositoryKeys keys;
  private final ProductName product;

  /** A home of its own with keys of its own, before a store. */
  public PublishingWorld(Path folder) {
    this(folder.resolve("home"), folder.resolve("store"), keys());
  }

  PublishingWorld(Path home, Path store, RepositoryKeys keys) {
    this(home, new FilesystemBlobStore(store), keys, PRODUCT);
  }

  /** The same before any other store. */
  static PublishingWorld before(BlobStore store, Path folder) {
    return new PublishingWorld(folder.resolve("home"), store, keys(), PRODUCT);
  }

  private PublishingWorld(Path home, BlobStore store, RepositoryKeys keys, ProductName product) {
    this.home = home;
    this.plain = store;
    this.store = new RecordingStore(plain);
    this.keys = keys;
    this.product = product;
  }

  /** The same home and store, seen by another process. */
  PublishingWorld again() {
    return new PublishingWorld(home.resolveSibling("again"), plain, keys, product).withRoot(root());
  }

  private PublishingWorld withRoot(Path other) {
    try {
      Files.createDirectories(root().getParent());
      Files.copy(other, root());
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Another home with copies of the keys and nothing else, before the same store. */
  PublishingWorld sameKeys(String name) {
    return new PublishingWorld(home.resolveSibling(name), plain, keys, product);
  }

  /** Another product of other keys in the same store. */
  PublishingWorld otherProduct() {
    return new PublishingWorld(
        home.resolveSibling("panel"), plain, keys(), new ProductName("ContosoPanel"));
  }

  static PublishingWorld sharing(Path home, Path store) {
    return new PublishingWorld(home, store, keys());
  }

  private static RepositoryKeys keys() {
    Map<RoleName, List<MetadataSigner>> keys = new LinkedHashMap<>();
    for (RoleName role : RepositoryRoles.all(RINGS)) {
      keys.put(role, List.of(EcdsaMetadataSigner.generate(new SecureRandom())));
    }
    return new RepositoryKeys(keys);
  }

  /** Publishes through the store itself as its edge. */
  public MetadataPublication publication() {
    return publication(store);
  }

  /** The same home with other keys at hand. */
  MetadataPublication publication(RepositoryKeys others) {
    return publication(store, store, others, audit);
  }

  MetadataPublication publication(BlobReader edge) {
    return publication(store, edge, keys, audit);
  }

  private MetadataPublication publication(
      BlobStore to, BlobReader edge, RepositoryKeys atHand, AuditLog log) {
    return new MetadataPublication(
        product,
        RINGS,
        to,
        new EdgeVerifier(EdgeReader.of(edge), Progress.NONE, clock, clock::pass),
        atHand,
        root(),
        pending(),
        log,
        clock);
  }

  /** Uploads and names a package, with every port telling its moments. */
  boolean publish(String content, Moments moments) {
    Map<RoleName, List<MetadataSigner>> watched = new LinkedHashMap<>();
    for (RoleName role : RepositoryRoles.all(RINGS)) {
      List<MetadataSigner> all = keys.of(role).signers();
      watched.put(
          role, all.stream().map(s -> moments.watch(MetadataSigner.class, "key", s)).toList());
    }
    BlobStore to = moments.watch(BlobStore.class, "store", plain);
    return publish(
        content,
        to,
        publication(
            to, to, new RepositoryKeys(watched), moments.watch(AuditLog.class, "audit", audit)),
        moments.watch(Lease.class, "lease", lease));
  }

  Path root() {
    return home.resolve("trust/root.json");
  }

  Path pending() {
    return home.resolve("pending/" + product + ".json");
  }

  /** Uploads a package and names it. */
  boolean publish(String content) {
    return publish(content, (BlobReader) store);
  }

  /** Through another store, which is its own edge. */
  boolean publish(String content, BlobStore other) {
    return publish(content, other, publication(other, other, keys, audit), lease);
  }

  boolean publish(String content, BlobReader edge) {
    return publish(content, store, publication(edge), lease);
  }

  private static boolean publish(
      String content, BlobStore to, MetadataPublication publication, Lease lease) {
    byte[] bytes = content.getBytes(UTF_8);
    ContentDigest digest = ContentDigest.of(bytes);
    BlobName blob = ReleaseLayout.content(target(content), digest);
    to.putIfAbsent(blob, BlobSource.of(bytes), CachePolicy.IMMUTABLE);
    Map<String, TargetFile> named = Map.of(target(content), TargetFile.of(bytes));
    return publication.publish(
        editor ->
            new MetadataChange(
                editor.withAddedTargets(RepositoryRoles.PACKAGES, named),
                Map.of(),
                List.of(new EdgeObject(blob, bytes.length, digest))),
        lease);
  }

  static String target(String content) {
    return ReleaseLayout.packageTarget(
        ContentDigest.of(content.getBytes(UTF_8)), content.replace(' ', '-') + ".cab");
  }

  /** A device that has the root, and remembers what it saw. */
  TufClient device() throws IOException {
    return new TufClient(
        Files.readAllBytes(root()),
        new InMemoryMetadataStore(),
        (name, max) ->
            plain
                .read(ReleaseLayout.metadata(product, name), max)
                .orElseThrow(() -> new MetadataNotFoundException(name)),
        clock);
  }

  /** Whether a device sees a package, and can read it. */
  boolean sees(TufClient device, String content) throws Exception {
    device.refresh();
    Optional<TargetFile> target = device.target(target(content));
    return target.isPresent()
        && plain
            .read(ReleaseLayout.content(target(content), target.get().sha256()), 1 << 20)
            .isPresent();
  }

  /** Every file of the product's metadata. */
  List<String> metadata() {
    try (Stream<ListedBlob> blobs = plain.list(ReleaseLayout.metadata(product).value() + "/")) {
      return blobs
          .map(ListedBlob::name)
          .map(n -> n.value().substring(n.value().lastIndexOf('/') + 1))
          .toList();
    }
  }

  List<AuditRecord> audited() {
    return audit.records(product);
  }

  @Override
  public void close() {
    database.close();
  }
}
