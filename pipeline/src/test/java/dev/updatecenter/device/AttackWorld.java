package dev.updatecenter.device;

import dev.updatecenter.app.lab.LabPki;
import dev.updatecenter.capability.authenticode.DefaultAuthenticodeVerifier;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.capability.devicemodel.HardwareTarget;
import dev.updatecenter.capability.devicemodel.SmbiosTable;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.flighting.Salt;
import dev.updatecenter.stage.flighting.Share;
import dev.updatecenter.stage.offer.Floors;
import dev.updatecenter.stage.offer.Offer;
import dev.updatecenter.stage.offer.OfferPackage;
import dev.updatecenter.stage.offer.OfferRelease;
import dev.updatecenter.stage.offer.RolloutDocument;
import dev.updatecenter.testing.RepositorySimulator;
import dev.updatecenter.testing.SmbiosTableBuilder;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * A repository whose rollout, snapshot and timestamp keys and whose edge are a thief's; targets,
 * packages and rings are not. Two releases: the ring offered the first alone, then both.
 */
final class AttackWorld {
  static final ProductName PRODUCT = new ProductName("Contoso");
  static final RingName RING = RingName.PREVIEW;
  static final String OFFER = RepositorySimulator.OFFER;
  private static final String ROLLOUT = RepositorySimulator.ROLLOUT_FILE;

  final RepositorySimulator repository;
  final byte[] offer;
  private final SmbiosTable smbios;

  private AttackWorld(RepositorySimulator repository, SmbiosTable smbios, byte[] offer) {
    this.repository = repository;
    this.smbios = smbios;
    this.offer = offer;
  }

  /** What its owners published. */
  static AttackWorld honest(RepositorySimulator repository, Path folder) throws Exception {
    Path dump = folder.resolve("smbios.bin");
    SmbiosTable smbios =
        SmbiosTable.read(Files.write(dump, SmbiosTableBuilder.contosoKiosk().bare()));
    AttackWorld world = new AttackWorld(repository, smbios, new byte[0]);
    for (String version : List.of("10.0.1.0", "10.0.2.0")) {
      OfferPackage p = pkg(version);
      repository.publish(
          repository
              .editor()
              .withAddedTargets(RepositorySimulator.PACKAGES, Map.of(p.target(), world.put(p))));
    }
    world.offerAndRollout(world.offer("10.0.1.0"));
    byte[] both = world.offer("10.0.2.0", "10.0.1.0");
    world.offerAndRollout(both);
    return new AttackWorld(repository, smbios, both);
  }

  /** Another one that goes its own way. */
  AttackWorld copy() {
    return new AttackWorld(repository.copy(), smbios, offer);
  }

  private void offerAndRollout(byte[] document) throws Exception {
    repository.publish(
        repository
            .editor()
            .withTargets(RepositorySimulator.RING, target(OFFER, document))
            .withTargets(
                RepositorySimulator.ROLLOUT,
                target(ROLLOUT, rollout(document, RolloutState.ACTIVE, 100))));
  }

  /** Puts a document where it is fetched from, and says how metadata lists it. */
  Map<String, TargetFile> target(String path, byte[] document) {
    return repository.target(path, new String(document, StandardCharsets.UTF_8));
  }

  /** Puts a package's content where it is fetched from. */
  TargetFile put(OfferPackage p) {
    Map<String, Object> custom = new HashMap<>();
    custom.put("kind", p.kind());
    custom.put("identity", p.identity());
    custom.put("version", p.version().toString());
    custom.put("signers", List.of("0".repeat(64)));
    TargetFile file = new TargetFile(p.length(), p.sha256(), custom);
    repository.contents().put(file.urlPath(p.target()), bytes(p.version()));
    return file;
  }

  private static byte[] bytes(PackageVersion version) {
    return ("driver of " + version).getBytes(StandardCharsets.UTF_8);
  }

  static OfferPackage pkg(String version) {
    byte[] content = bytes(PackageVersion.parse(version));
    ContentDigest digest = ContentDigest.of(content);
    return new OfferPackage(
        "packages/" + digest.prefix() + "/driver.cab",
        "cbs",
        "Contoso.Driver",
        PackageVersion.parse(version),
        content.length,
        digest);
  }

  /** An offer of some releases for the device's hardware. */
  byte[] offer(String... versions) {
    HardwareTarget target =
        new HardwareTarget(3, Objects.requireNonNull(smbios.hardwareIds().get(3)), "CK-BB-02");
    List<OfferRelease> releases = Arrays.stream(versions).map(AttackWorld::release).toList();
    return new Offer(PRODUCT, RING, List.of(target), releases).toJson();
  }

  private static OfferRelease release(String version) {
    PackageVersion own = PackageVersion.parse(version);
    return new OfferRelease(
        own, 0, Optional.empty(), Optional.of(own), Floors.NONE, List.of(pkg(version)), "");
  }

  /** A rollout of an offer in which every release, and one more, has a state and a share. */
  byte[] rollout(byte[] about, RolloutState state, int percent) {
    SortedMap<PackageVersion, RolloutDocument.Release> releases = new TreeMap<>();
    for (String version : List.of("10.0.1.0", "10.0.2.0", "10.0.9.0")) {
      releases.put(
          PackageVersion.parse(version),
          new RolloutDocument.Release(
              state, Share.ofPercent(percent), new Salt("0".repeat(32)), ""));
    }
    SortedMap<RingName, RolloutDocument.Ring> rings = new TreeMap<>();
    rings.put(RING, new RolloutDocument.Ring(ContentDigest.of(about), releases));
    return new RolloutDocument(PRODUCT, repository.now(), rings).toJson();
  }

  /** The thief signs another rollout. */
  void forgeRollout(byte[] document) {
    forgeRolloutRole(signed -> list(signed, target(ROLLOUT, document)));
  }

  /** The thief changes what the role {@code rollout} signs. */
  void forgeRolloutRole(Consumer<Map<String, Object>> edit) {
    repository.forge(RepositorySimulator.ROLLOUT, edit);
  }

  /** Lists targets in plain metadata. */
  static void list(Map<String, Object> signed, Map<String, TargetFile> targets) {
    targets.forEach(
        (path, file) ->
            RepositorySimulator.object(signed, "targets")
                .put(
                    path,
                    Map.of(
                        "length", file.length(),
                        "hashes", Map.of("sha256", file.sha256().hex()),
                        "custom", file.custom())));
  }

  /** What a device decides, or the code it ends with; and every package it would install. */
  record Outcome(String decision, List<OfferPackage> packages) {}

  Outcome scan(Path state) throws IOException {
    MemoryEdge edge = new MemoryEdge();
    repository.files().forEach((n, b) -> edge.files().put("products/Contoso/metadata/" + n, b));
    repository.contents().forEach((n, b) -> edge.files().put("content/" + n, b));
    Clock clock = Clock.fixed(repository.now(), ZoneOffset.UTC);
    ScanRequest request =
        new ScanRequest(
            URI.create("http://edge.invalid/"),
            Optional.of(PRODUCT),
            TrustedRoot.of(repository.trustedRoot()),
            anchors(),
            state,
            smbios,
            RING,
            PackageVersion.parse("10.0.17763.1577"),
            PackageVersion.parse("10.0.0.0"),
            Optional.empty(),
            false);
    try {
      ScanResult result =
          new DeviceScan(
                  base -> edge,
                  new DefaultAuthenticodeVerifier(clock),
                  clock,
                  new SecureRandom(),
                  Progress.NONE)
              .scan(request);
      String release = result.release().map(v -> " " + v).orElse("");
      return new Outcome(
          result.decision() + release,
          result.packages().stream().map(ScannedPackage::offered).toList());
    } catch (UpdateCenterException e) {
      return new Outcome(e.code(), List.of());
    }
  }

  private static TrustAnchors anchors() throws IOException {
    LabPki pki = TestLab.pki();
    return TrustAnchors.load(
        List.of(pki.codeSigningRootPem()), List.of(pki.timestampRootPem()), List.of());
  }
}
