import dev.updatecenter.app.wiring.ConfigurationReader;
import dev.updatecenter.app.wiring.FastCrypto;
import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.EdgeReader;
import dev.updatecenter.capability.blobstore.http.HttpEdgeReader;
import dev.updatecenter.capability.blobstore.http.HttpLimits;
import dev.updatecenter.capability.tuf.ExpiryPolicy;
import dev.updatecenter.capability.tuf.KeyAlgorithm;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.publishing.ContentBlob;
import dev.updatecenter.stage.publishing.ContentUpload;
import dev.updatecenter.stage.publishing.EdgeObject;
import dev.updatecenter.stage.publishing.EdgeVerifier;
import dev.updatecenter.stage.publishing.MetadataChange;
import dev.updatecenter.stage.publishing.MetadataPublication;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import dev.updatecenter.stage.publishing.ReleaseRoles;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Publishes signed files by the objects that do it in {@code submit}, for a benchmark: {@code
 * PublishFolder prepare HOME}, {@code PublishFolder publish HOME LIST}, {@code PublishFolder
 * readback HOME LIST ADDRESS}. LIST has a line a file, {@code <sha256> <length> <path>}: what the
 * ledger says of signed files. Where the store is comes from the environment, as for every command.
 */
final class PublishFolder {
  private static final ProductName PRODUCT = new ProductName("ContosoBench");
  private static final List<RingName> RINGS =
      List.of(RingName.PREVIEW, new RingName("GeneralAvailability"));

  private static final PackageVersion RELEASE = PackageVersion.parse("10.0.1.0");

  private final Wiring wiring;

  private PublishFolder(Wiring wiring) {
    this.wiring = wiring;
  }

  /** A signed file as the ledger knows it. */
  private record Signed(ContentDigest sha256, long length, Path file) {
    String target() {
      return ReleaseLayout.packageTarget(sha256, file.getFileName().toString());
    }

    ContentBlob content() {
      return new ContentBlob(
          ReleaseLayout.content(target(), sha256),
          new BlobSource.FileSource(file, sha256, length));
    }

    EdgeObject object() {
      return new EdgeObject(ReleaseLayout.content(target(), sha256), length, sha256);
    }

    TargetFile named() {
      return new TargetFile(
          length,
          sha256,
          Map.of(
              "kind", "cbs",
              "identity", "Contoso.Bench." + sha256.prefix(),
              "version", "10.0.1.0",
              "arch", "arm",
              "signers", List.of(sha256.hex())));
    }
  }

  public static void main(String[] arguments) throws IOException {
    if (Boolean.getBoolean("updatecenter.nativeCrypto")) {
      FastCrypto.preferSoon();
    }
    Home home = new Home(Path.of(arguments[1]));
    try (Wiring wiring =
        new Wiring(
            home,
            new ConfigurationReader(System.getenv()).read(Optional.empty(), home),
            Clock.systemUTC(),
            Progress.NONE)) {
      PublishFolder bench = new PublishFolder(wiring);
      switch (arguments[0]) {
        case "prepare" -> bench.prepare();
        case "publish" -> bench.publish(read(Path.of(arguments[2])));
        case "readback" -> bench.readBack(read(Path.of(arguments[2])), URI.create(arguments[3]));
        default -> throw new IllegalArgumentException(arguments[0]);
      }
    }
  }

  private static List<Signed> read(Path list) throws IOException {
    List<Signed> files = new ArrayList<>();
    for (String line : Files.readAllLines(list)) {
      String[] parts = line.split(" ", 3);
      files.add(
          new Signed(
              ContentDigest.ofHex(parts[0]), Long.parseLong(parts[1]), Path.of(parts[2])));
    }
    return files;
  }

  /** The keys and the database, as they are on a machine that publishes every day. */
  private void prepare() {
    wiring.roleKeys(PRODUCT).generate(RINGS, KeyAlgorithm.P256);
    long intent = wiring.audit().intent("prepare", PRODUCT, Map.of());
    wiring.audit().result(intent, PRODUCT, AuditLog.Outcome.DONE, Map.of());
  }

  /** Asks, uploads, names; of what it uploaded it reads nothing back but the metadata. */
  private void publish(List<Signed> files) {
    List<ContentBlob> content = files.stream().map(Signed::content).toList();
    tell("started");
    try (Lease lease = wiring.leases().acquire(PRODUCT, "bench")) {
      tell("leased");
      try (ContentUpload upload = ContentUpload.begin(wiring.store(), content, Progress.NONE)) {
        tell("asked: " + upload.missing() + " are missing");
        upload.send(content);
      }
      tell("uploaded");
      Map<String, TargetFile> targets = new LinkedHashMap<>();
      files.forEach(file -> targets.put(file.target(), file.named()));
      boolean changed =
          metadata()
              .publish(
                  live ->
                      MetadataChange.of(
                          new ReleaseRoles(ExpiryPolicy.STANDARD, wiring.clock().instant())
                              .with(live, RELEASE, targets)),
                  lease);
      tell(changed ? "published" : "unchanged");
    }
    tell("done");
  }

  private MetadataPublication metadata() {
    Home home = wiring.home();
    EdgeVerifier edge =
        new EdgeVerifier(
            EdgeReader.of(wiring.store()),
            Progress.NONE,
            wiring.clock(),
            EdgeVerifier.Pause.REAL);
    return new MetadataPublication(
        PRODUCT,
        RINGS,
        wiring.store(),
        edge,
        wiring.roleKeys(PRODUCT).load(),
        home.trust().resolve(PRODUCT.value()).resolve("root.json"),
        home.folder().resolve("pending").resolve(PRODUCT.value() + ".json"),
        wiring.audit(),
        wiring.clock());
  }

  private void readBack(List<Signed> files, URI address) {
    new EdgeVerifier(
            new HttpEdgeReader(address, HttpLimits.usual()),
            Progress.NONE,
            wiring.clock(),
            EdgeVerifier.Pause.REAL)
        .verify(files.stream().map(Signed::object).toList());
    tell("read back");
  }

  /** Seconds by the clock and of the processors, both since Java was started. */
  private void tell(String what) {
    ProcessHandle.Info self = ProcessHandle.current().info();
    double clock =
        self.startInstant().map(s -> Duration.between(s, Instant.now()).toMillis()).orElse(0L)
            / 1e3;
    double work = self.totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    System.out.printf("%6.2f %6.2f %s%n", clock, work, what);
  }
}
