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
import dev.updatecenter.kernel.core.ContentDigest;
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
  private final Path storeFolder;

  /** A home of its own with keys of its own, before a store. */
  public PublishingWorld(Path folder) {
    this(folder.resolve("home"), folder.resolve("store"), keys());
  }

  private PublishingWorld(Path home, Path store, RepositoryKeys keys) {
    this.home = home;
    this.storeFolder = store;
    this.plain = new FilesystemBlobStore(store);
    this.store = new RecordingStore(plain);
    this.keys = keys;
  }

  /** The same home and store, seen by another process. */
  PublishingWorld again() {
    return new PublishingWorld(home.resolveSibling("again"), storeFolder, keys).withRoot(root());
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

  MetadataPublication publication(BlobReader edge) {
    return new MetadataPublication(
        PRODUCT,
        RINGS,
        store,
        new EdgeVerifier(EdgeReader.of(edge), Progress.NONE, clock, clock::pass),
        keys,
        root(),
        pending(),
        audit,
        clock);
  }

  Path root() {
    return home.resolve("trust/root.json");
  }

  Path pending() {
    return home.resolve("pending/ContosoKiosk.json");
  }

  /** Uploads a package and names it. */
  boolean publish(String content) {
    return publish(content, store);
  }

  boolean publish(String content, BlobReader edge) {
    byte[] bytes = content.getBytes(UTF_8);
    ContentDigest digest = ContentDigest.of(bytes);
    BlobName blob = ReleaseLayout.content(target(content), digest);
    store.putIfAbsent(blob, BlobSource.of(bytes), CachePolicy.IMMUTABLE);
    Map<String, TargetFile> named = Map.of(target(content), TargetFile.of(bytes));
    return publication(edge)
        .publish(
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
                .read(ReleaseLayout.metadata(PRODUCT, name), max)
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
    try (Stream<ListedBlob> blobs = plain.list(ReleaseLayout.metadata(PRODUCT).value() + "/")) {
      return blobs
          .map(ListedBlob::name)
          .map(n -> n.value().substring(n.value().lastIndexOf('/') + 1))
          .toList();
    }
  }

  List<AuditRecord> audited() {
    return audit.records(PRODUCT);
  }

  @Override
  public void close() {
    database.close();
  }
}
