package dev.updatecenter.stage.publishing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.tuf.ExpiryPolicy;
import dev.updatecenter.capability.tuf.InMemoryMetadataStore;
import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.MetadataUpdate;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.capability.tuf.TufClient;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.testing.RepositorySimulator;
import dev.updatecenter.testing.SettableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Releases of packages that are named by what is in them, in a repository in memory. */
final class ReleaseWorld {
  final RepositorySimulator repository;
  final SettableClock clock;
  private final Map<PackageVersion, List<String>> live = new TreeMap<>();
  private final InMemoryMetadataStore remembered = new InMemoryMetadataStore();

  ReleaseWorld() throws Exception {
    this(Instant.parse("2026-11-20T08:00:00Z"));
  }

  ReleaseWorld(Instant begin) throws Exception {
    clock = new SettableClock(begin);
    repository = new RepositorySimulator(clock.instant());
  }

  Instant now() {
    return clock.instant();
  }

  void pass(Duration time) {
    clock.pass(time);
  }

  ReleaseRoles roles() {
    return new ReleaseRoles(ExpiryPolicy.STANDARD, clock.instant());
  }

  RepositoryEditor editor() throws Exception {
    return repository.editor();
  }

  static String path(String content) {
    return ReleaseLayout.packageTarget(ContentDigest.of(content.getBytes(UTF_8)), "package.cab");
  }

  /** What metadata says of packages. */
  Map<String, TargetFile> targets(String... contents) {
    Map<String, TargetFile> targets = new LinkedHashMap<>();
    for (String content : contents) {
      TargetFile plain = TargetFile.of(content.getBytes(UTF_8));
      Map<String, Object> custom = Map.of("kind", "cbs", "identity", content, "signers", List.of());
      targets.put(path(content), new TargetFile(plain.length(), plain.sha256(), custom));
      repository.contents().put(plain.urlPath(path(content)), content.getBytes(UTF_8));
    }
    return targets;
  }

  PublishingLedger.Entry entry(String version, String... contents) {
    return new PublishingLedger.Entry(
        new ProductName("ContosoKiosk"),
        PackageVersion.parse(version),
        ContentDigest.of(version.getBytes(UTF_8)),
        Optional.empty(),
        clock.instant(),
        targets(contents).entrySet().stream()
            .map(
                t ->
                    new PublishedPackage(
                        t.getKey(),
                        "cbs",
                        "x",
                        PackageVersion.parse(version),
                        Optional.empty(),
                        t.getValue().length(),
                        t.getValue().sha256(),
                        List.of()))
            .toList());
  }

  /** The repository with a release, not signed yet. */
  RepositoryEditor with(String version, String... contents) throws Exception {
    return roles().with(editor(), PackageVersion.parse(version), targets(contents));
  }

  /** Expects a release's packages to be found from now on. */
  void live(String version, String... contents) {
    live.put(PackageVersion.parse(version), List.of(contents));
  }

  MetadataUpdate publish(String version, String... contents) throws Exception {
    MetadataUpdate update = publish(with(version, contents), Map.of());
    live(version, contents);
    return update;
  }

  /** Signs now, with the repository's keys but for some roles. */
  MetadataUpdate publish(RepositoryEditor editor, Map<RoleName, List<MetadataSigner>> other) {
    Map<RoleName, List<MetadataSigner>> signers = new HashMap<>();
    for (RoleName role :
        List.of(
            RoleName.ROOT,
            RoleName.TARGETS,
            RoleName.SNAPSHOT,
            RoleName.TIMESTAMP,
            RepositorySimulator.PACKAGES,
            RepositorySimulator.RING,
            RepositorySimulator.ROLLOUT)) {
      signers.put(role, repository.signers(role));
    }
    signers.putAll(other);
    MetadataUpdate update = editor.sign(signers, clock.instant(), repository.files()::containsKey);
    update.files().forEach(file -> repository.files().put(file.name(), file.bytes()));
    return update;
  }

  void letGo(String... versions) throws Exception {
    Set<PackageVersion> gone =
        Stream.of(versions).map(PackageVersion::parse).collect(Collectors.toSet());
    publish(roles().without(editor(), gone), Map.of());
    live.keySet().removeAll(gone);
  }

  /** A device that remembers what it saw at the last refresh sees what is new. */
  TufClient refresh() throws Exception {
    TufClient device = new TufClient(repository.trustedRoot(), remembered, repository, clock);
    device.refresh();
    return device;
  }

  Optional<TargetFile> find(String content) throws Exception {
    TufClient device = device();
    device.refresh();
    return device.target(path(content));
  }

  private TufClient device() {
    return new TufClient(repository.trustedRoot(), new InMemoryMetadataStore(), repository, clock);
  }

  /** Every package of every live release is found, with what was said of it. */
  void assertFound() throws Exception {
    for (PackageVersion version : live.keySet()) {
      assertFound(version.toString());
    }
  }

  void assertFound(String version) throws Exception {
    TufClient device = device();
    device.refresh();
    for (String content : live.getOrDefault(PackageVersion.parse(version), List.of())) {
      assertThat(device.target(path(content)))
          .as("%s of %s", content, version)
          .hasValue(targets(content).get(path(content)));
    }
  }

  /** All packages of live releases, each once. */
  List<String> contents() {
    return live.values().stream().flatMap(List::stream).distinct().toList();
  }
}
