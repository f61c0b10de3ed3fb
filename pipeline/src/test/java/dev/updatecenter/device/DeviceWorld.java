package dev.updatecenter.device;

import dev.updatecenter.capability.authenticode.AuthenticodeSigner;
import dev.updatecenter.capability.authenticode.DefaultAuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.devicemodel.HardwareTarget;
import dev.updatecenter.capability.devicemodel.SmbiosTable;
import dev.updatecenter.capability.tuf.Delegation;
import dev.updatecenter.capability.tuf.EcdsaMetadataSigner;
import dev.updatecenter.capability.tuf.ExpiryPolicy;
import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.MetadataUpdate;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.RoleAuthority;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.flighting.Salt;
import dev.updatecenter.stage.flighting.Share;
import dev.updatecenter.stage.offer.Floors;
import dev.updatecenter.stage.offer.Offer;
import dev.updatecenter.stage.offer.OfferPackage;
import dev.updatecenter.stage.offer.OfferRelease;
import dev.updatecenter.stage.offer.RolloutDocument;
import dev.updatecenter.stage.publishing.ReleaseRoles;
import dev.updatecenter.testing.SignableSamples;
import dev.updatecenter.testing.SmbiosTableBuilder;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * One product with one release in one ring, published to an edge in memory, and a device that it is
 * for. A test changes fields, publishes, spoils files, scans.
 */
final class DeviceWorld {
  static final ProductName PRODUCT = new ProductName("ContosoKiosk");
  static final RingName RING = RingName.PREVIEW;
  static final PackageVersion RELEASE = PackageVersion.parse("10.0.2.0");
  static final PackageVersion OS = PackageVersion.parse("10.0.17763.1577");
  static final PackageVersion OCP = PackageVersion.parse("10.0.1.0");
  static final String METADATA = "products/ContosoKiosk/metadata/";
  static final RoleName PACKAGES = new RoleName("packages");
  static final RoleName OFFERS = new RoleName("ring-Preview");
  static final RoleName ROLLOUT = new RoleName("rollout");

  final MemoryEdge edge = new MemoryEdge();
  final Path folder;
  final SmbiosTable smbios;
  Instant now = Instant.now();
  Instant signedAt = now;
  Instant rolloutSignedAt = Instant.EPOCH;
  RolloutState rollout = RolloutState.ACTIVE;
  Share share = Share.ALL;
  int resumed;
  HardwareTarget hardware;
  OfferPackage offered;
  TargetFile listed;

  private final Map<RoleName, List<MetadataSigner>> keys = new LinkedHashMap<>();
  private byte[] root = {};

  /** Publishes a release of one signed cabinet, that a scan installs. */
  DeviceWorld(Path folder) throws Exception {
    this.folder = folder;
    Path dump = Files.write(folder.resolve("smbios.bin"), SmbiosTableBuilder.contosoKiosk().bare());
    this.smbios = SmbiosTable.read(dump);
    this.hardware =
        new HardwareTarget(3, Objects.requireNonNull(smbios.hardwareIds().get(3)), "CK-BB-02");
    for (RoleName role :
        List.of(
            RoleName.ROOT,
            RoleName.TARGETS,
            RoleName.SNAPSHOT,
            RoleName.TIMESTAMP,
            PACKAGES,
            OFFERS,
            ROLLOUT)) {
      keys.put(role, List.of(EcdsaMetadataSigner.generate(new SecureRandom())));
    }
    carry(TestLab.signer());
    publish();
  }

  /** The release's package becomes a cabinet signed by somebody. */
  void carry(AuthenticodeSigner signer) throws IOException {
    Path cab = SignableSamples.cabinet(folder.resolve("touch.cab"), "a touch driver");
    signer.sign(cab, "touch");
    byte[] bytes = Files.readAllBytes(cab);
    ContentDigest digest = ContentDigest.of(bytes);
    String target = "packages/" + digest.prefix() + "/touch.cab";
    offered = new OfferPackage(target, "cbs", "Contoso.Touch", RELEASE, bytes.length, digest);
    Map<String, Object> custom = new HashMap<>();
    custom.put("kind", "cbs");
    custom.put("identity", "Contoso.Touch");
    custom.put("version", RELEASE.toString());
    custom.put("arch", "arm");
    custom.put("signers", List.of(fingerprint(signer)));
    listed = new TargetFile(bytes.length, digest, custom);
    edge.files().put(contentName(), bytes);
  }

  private static String fingerprint(AuthenticodeSigner signer) {
    try {
      return ContentDigest.of(signer.certificate().getEncoded()).hex();
    } catch (java.security.cert.CertificateEncodingException e) {
      throw new AssertionError(e);
    }
  }

  /** Where the package's content lies. */
  String contentName() {
    return "content/" + listed.urlPath(offered.target());
  }

  /** Changes what the role packages says. */
  void custom(String field, Object value) {
    Map<String, Object> custom = new HashMap<>(listed.custom());
    custom.put(field, value);
    listed = new TargetFile(listed.length(), listed.sha256(), custom);
  }

  /** Signs and uploads the world as its fields say. */
  void publish() throws Exception {
    byte[] offer = offer().toJson();
    byte[] document = rolloutOf(ContentDigest.of(offer)).toJson();
    RepositoryEditor editor =
        roles()
            .with(editor(), RELEASE, Map.of(offered.target(), listed))
            .withTargets(OFFERS, target(Offer.target(PRODUCT, RING), offer))
            .withTargets(ROLLOUT, target(RolloutDocument.target(PRODUCT), document));
    sign(editor);
  }

  /** Releases before the offered one, of packages that only the metadata has. */
  void publishOthers(int releases, int each) throws Exception {
    RepositoryEditor editor = editor();
    for (int release = 1; release <= releases; release++) {
      Map<String, TargetFile> packages = new HashMap<>();
      for (int i = 0; i < each; i++) {
        byte[] content = (release + "/" + i).getBytes(StandardCharsets.UTF_8);
        String path = "packages/" + ContentDigest.of(content).prefix() + "/other.cab";
        packages.put(path, new TargetFile(1, ContentDigest.of(content), listed.custom()));
      }
      editor = roles().with(editor, new PackageVersion(1, 0, release, 0), packages);
    }
    sign(editor);
  }

  private ReleaseRoles roles() {
    return new ReleaseRoles(ExpiryPolicy.STANDARD, signedAt);
  }

  private void sign(RepositoryEditor editor) {
    MetadataUpdate update =
        editor.sign(keys, signedAt, name -> edge.files().containsKey(METADATA + name));
    update.files().forEach(f -> edge.files().put(METADATA + f.name(), f.bytes()));
    if (root.length == 0) {
      root = update.root().orElseThrow().bytes();
    }
    edge.takeAsked();
  }

  private RepositoryEditor editor() throws Exception {
    if (root.length > 0) {
      return RepositoryEditor.load(root, new EdgeMetadata(edge, PRODUCT), ExpiryPolicy.STANDARD);
    }
    Map<RoleName, RoleAuthority> top = new LinkedHashMap<>();
    keys.keySet().stream().filter(RoleName::isTopLevel).forEach(r -> top.put(r, authority(r)));
    List<Delegation> delegations =
        List.of(
            Delegation.of("packages", authority(PACKAGES), "packages/*/*"),
            Delegation.of("ring-Preview", authority(OFFERS), Offer.target(PRODUCT, RING)),
            Delegation.of("rollout", authority(ROLLOUT), RolloutDocument.target(PRODUCT)));
    return RepositoryEditor.create(top, delegations, ExpiryPolicy.STANDARD);
  }

  private RoleAuthority authority(RoleName role) {
    return new RoleAuthority(
        keys.getOrDefault(role, List.of()).stream().map(MetadataSigner::key).toList(), 1);
  }

  private Map<String, TargetFile> target(String path, byte[] content) {
    TargetFile file = TargetFile.of(content);
    edge.files().put("content/" + file.urlPath(path), content);
    return Map.of(path, file);
  }

  private Offer offer() {
    OfferRelease release =
        new OfferRelease(
            RELEASE,
            resumed,
            Optional.empty(),
            Optional.of(RELEASE),
            Floors.NONE,
            List.of(offered),
            "");
    return new Offer(PRODUCT, RING, List.of(hardware), List.of(release));
  }

  private RolloutDocument rolloutOf(ContentDigest offer) {
    RolloutDocument.Release release =
        new RolloutDocument.Release(rollout, share, new Salt("0".repeat(32)), "");
    TreeMap<PackageVersion, RolloutDocument.Release> releases = new TreeMap<>();
    releases.put(RELEASE, release);
    TreeMap<RingName, RolloutDocument.Ring> rings = new TreeMap<>();
    rings.put(RING, new RolloutDocument.Ring(offer, releases));
    Instant at = rolloutSignedAt.equals(Instant.EPOCH) ? signedAt : rolloutSignedAt;
    return new RolloutDocument(PRODUCT, at, rings);
  }

  /** The name of the newest metadata file of a role. */
  String newest(RoleName role) {
    if (role.equals(RoleName.TIMESTAMP)) {
      return METADATA + role.fileName();
    }
    return edge.files().keySet().stream()
        .filter(n -> n.matches(METADATA + "\\d+\\." + role + "\\.json"))
        .reduce((a, b) -> b)
        .orElseThrow();
  }

  /** Flips a bit in the middle of a file. */
  void flip(String name) {
    edge.files()
        .compute(
            name,
            (n, bytes) -> {
              byte[] copy = bytes.clone();
              copy[copy.length / 2] ^= 1;
              return copy;
            });
  }

  Path out() {
    return folder.resolve("out");
  }

  Path state() {
    return folder.resolve("state");
  }

  ScanResult scan() throws IOException {
    return scan(base -> edge, URI.create("http://edge.invalid/"), Optional.of(PRODUCT));
  }

  ScanResult scan(EdgeSource edges, URI base, Optional<ProductName> product) throws IOException {
    Clock clock = Clock.fixed(now, ZoneOffset.UTC);
    return new DeviceScan(
            edges, new DefaultAuthenticodeVerifier(clock), clock, new SecureRandom(), Progress.NONE)
        .scan(
            new ScanRequest(
                base,
                product,
                TrustedRoot.of(root),
                anchors(),
                state(),
                smbios,
                RING,
                OS,
                OCP,
                Optional.of(out()),
                true));
  }

  private static TrustAnchors anchors() throws IOException {
    return TrustAnchors.load(
        List.of(TestLab.pki().codeSigningRootPem()),
        List.of(TestLab.pki().timestampRootPem()),
        List.of());
  }
}
