import dev.updatecenter.capability.tuf.Delegation;
import dev.updatecenter.capability.tuf.EcdsaMetadataSigner;
import dev.updatecenter.capability.tuf.ExpiryPolicy;
import dev.updatecenter.capability.tuf.InMemoryMetadataStore;
import dev.updatecenter.capability.tuf.MetadataFetcher;
import dev.updatecenter.capability.tuf.MetadataFile;
import dev.updatecenter.capability.tuf.MetadataNotFoundException;
import dev.updatecenter.capability.tuf.MetadataSigner;
import dev.updatecenter.capability.tuf.MetadataUpdate;
import dev.updatecenter.capability.tuf.PathHashPrefixes;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.RoleAuthority;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.capability.tuf.TufClient;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.publishing.ReleaseRoles;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Publishes releases one after the other in one of four designs, and counts what the publisher
 * fetches and signs for the last, and what a device fetches: with nothing, again, after the last release.
 *
 * <p>Arguments: design (releases, bins, new, one), number of releases, packages in each, of them new in each.
 * Prints "what value unit" lines.
 */
final class MetadataSizes {
  static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");
  static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  static final int BATCH = 10;
  static final RoleName PACKAGES = new RoleName("packages");
  static final RoleName RING = new RoleName("ring-GeneralAvailability");
  static final RoleName ROLLOUT = new RoleName("rollout");
  static final String OFFER = "ContosoKiosk/offers/GeneralAvailability.json";
  static final String STATE = "ContosoKiosk/rollout.json";

  final String design;
  final int releases;
  final int each;
  final int fresh;
  final Map<String, byte[]> files = new HashMap<>();
  final Map<RoleName, List<MetadataSigner>> keys = new HashMap<>();
  final Set<String> all = new HashSet<>();
  long total;
  byte[] root = {};
  int fetches;
  long fetched;
  long signed;
  int signatures;

  MetadataSizes(String design, int releases, int each, int fresh) {
    this.design = design;
    this.releases = releases;
    this.each = each;
    this.fresh = fresh;
    for (RoleName role :
        List.of(
            RoleName.ROOT,
            RoleName.TARGETS,
            RoleName.SNAPSHOT,
            RoleName.TIMESTAMP,
            PACKAGES,
            RING,
            ROLLOUT)) {
      keys.put(role, List.of(EcdsaMetadataSigner.generate(new SecureRandom())));
    }
  }

  public static void main(String[] args) throws Exception {
    MetadataSizes sizes =
        new MetadataSizes(
            args[0], Integer.parseInt(args[1]), Integer.parseInt(args[2]), Integer.parseInt(args[3]));
    sizes.run();
  }

  void run() throws Exception {
    sign(create());
    for (int i = 1; i < releases; i += BATCH) {
      publish(i, Math.min(i + BATCH, releases));
    }
    InMemoryMetadataStore memory = new InMemoryMetadataStore();
    scan(memory, releases - 1);
    long began = System.nanoTime();
    count();
    publish(releases, releases + 1);
    print("publish-fetched", fetched, "bytes");
    print("publish-signed", signed, "bytes");
    print("publish-signed-files", signatures, "files");
    print("publish-time", (System.nanoTime() - began) / 1_000_000, "ms");
    count();
    scan(memory, releases);
    report("after-release");
    scan(memory, 0);
    report("steady");
    scan(new InMemoryMetadataStore(), releases);
    report("first");
    if (releases > 10) {
      scan(new InMemoryMetadataStore(), releases - 10);
      report("first-of-an-older");
    }
    print("largest", files.values().stream().mapToInt(b -> b.length).max().orElse(0), "bytes");
    print("packages-json", newest("packages").length, "bytes");
    print("snapshot-json", newest("snapshot").length, "bytes");
    print("one-role-for-all", total, "bytes");
  }

  byte[] newest(String role) {
    return files.entrySet().stream()
        .filter(f -> f.getKey().matches("\\d+\\." + role + "\\.json"))
        .findFirst()
        .orElseThrow()
        .getValue();
  }

  void report(String scan) {
    print("scan-" + scan, fetched, "bytes");
    print("scan-" + scan + "-requests", fetches, "requests");
    count();
  }

  void count() {
    fetches = 0;
    fetched = 0;
    signed = 0;
    signatures = 0;
  }

  static void print(String what, long value, String unit) {
    System.out.println(what + " " + value + " " + unit);
  }

  /** What a device asks for: its ring's offer, the rollout, and each package of a release. */
  void scan(InMemoryMetadataStore memory, int release) throws Exception {
    TufClient device = new TufClient(root, memory, this::fetch, CLOCK);
    device.refresh();
    device.target(OFFER).orElseThrow();
    device.target(STATE).orElseThrow();
    if (release > 0) {
      for (Map.Entry<String, TargetFile> target : packages(release).entrySet()) {
        if (!device.target(target.getKey()).orElseThrow().equals(target.getValue())) {
          throw new IllegalStateException("another " + target.getKey());
        }
      }
    }
  }

  byte[] fetch(String name, int maxBytes) throws IOException {
    fetches++;
    byte[] bytes = files.get(name);
    if (bytes == null) {
      throw new MetadataNotFoundException(name);
    }
    fetched += bytes.length;
    return bytes;
  }

  RepositoryEditor create() {
    Map<RoleName, RoleAuthority> top = new LinkedHashMap<>();
    keys.keySet().stream().filter(RoleName::isTopLevel).forEach(r -> top.put(r, authority(r)));
    RepositoryEditor editor =
        RepositoryEditor.create(
            top,
            List.of(
                Delegation.of("packages", authority(PACKAGES), "packages/*/*"),
                Delegation.of(RING.value(), authority(RING), OFFER),
                Delegation.of("rollout", authority(ROLLOUT), STATE)),
            ExpiryPolicy.STANDARD);
    return design.equals("bins") ? editor.withDelegations(PACKAGES, bins()) : editor;
  }

  RoleAuthority authority(RoleName role) {
    return RoleAuthority.of(keys.get(role).get(0).key());
  }

  /** As many bins as keep each below a megabyte: 16 or 256. */
  List<Delegation> bins() {
    String form = releases * each > 20_000 ? "%02x" : "%x";
    List<Delegation> bins = new ArrayList<>();
    for (int i = 0; i < (form.equals("%x") ? 16 : 256); i++) {
      String prefix = String.format(form, i);
      bins.add(
          new Delegation(
              new RoleName("bin-" + prefix),
              authority(PACKAGES),
              true,
              new PathHashPrefixes(List.of(prefix))));
    }
    return bins;
  }

  /** Some releases in one generation: as if each had been published, but sooner done. */
  void publish(int first, int end) throws Exception {
    RepositoryEditor editor =
        RepositoryEditor.load(root, (MetadataFetcher) this::fetch, ExpiryPolicy.STANDARD);
    Map<String, TargetFile> together = new TreeMap<>();
    for (int release = first; release < end; release++) {
      Map<String, TargetFile> packages = packages(release);
      packages.forEach((path, file) -> total += all.add(path) ? file.listedBytes(path) : 0);
      together.putAll(packages);
      editor = design.equals("bins") ? editor : withRole(editor, release, packages);
    }
    if (design.equals("bins")) {
      editor = binned(editor, together);
    }
    sign(editor);
  }

  RepositoryEditor withRole(RepositoryEditor editor, int release, Map<String, TargetFile> packages) {
    ReleaseRoles roles = new ReleaseRoles(ExpiryPolicy.STANDARD, NOW);
    PackageVersion version = new PackageVersion(10, 0, release, 0);
    if (design.equals("one")) {
      return editor.withAddedTargets(PACKAGES, packages);
    }
    Map<String, TargetFile> listed = new TreeMap<>(packages);
    if (design.equals("new") && release > 1) {
      listed.keySet().removeAll(packages(release - 1).keySet());
    }
    return roles.with(editor, version, listed);
  }

  RepositoryEditor binned(RepositoryEditor editor, Map<String, TargetFile> packages) {
    Map<RoleName, Map<String, TargetFile>> byBin = new TreeMap<>();
    for (Map.Entry<String, TargetFile> target : packages.entrySet()) {
      String prefix =
          PathHashPrefixes.hash(target.getKey()).substring(0, releases * each > 20_000 ? 2 : 1);
      byBin
          .computeIfAbsent(new RoleName("bin-" + prefix), any -> new TreeMap<>())
          .put(target.getKey(), target.getValue());
    }
    RepositoryEditor edited = editor;
    for (Map.Entry<RoleName, Map<String, TargetFile>> bin : byBin.entrySet()) {
      edited = edited.withAddedTargets(bin.getKey(), bin.getValue());
    }
    return edited;
  }

  /** What a release has: its new ones, and of the others those that were new last. */
  Map<String, TargetFile> packages(int release) {
    Map<String, TargetFile> packages = new TreeMap<>();
    int last = each + (release - 1) * fresh;
    for (int number = last - each; number < last; number++) {
      byte[] content = ("package " + number).getBytes(StandardCharsets.UTF_8);
      ContentDigest digest = ContentDigest.of(content);
      String name = "Contoso.Kiosk.Component" + String.format("%06d", number);
      Map<String, Object> custom = new LinkedHashMap<>();
      custom.put("kind", "cbs");
      custom.put("identity", name);
      custom.put("version", "10.0." + number % 60_000 + ".0");
      custom.put("arch", "arm64");
      custom.put("signers", List.of(ContentDigest.of(new byte[] {1}).hex()));
      packages.put(
          "packages/" + digest.prefix() + "/" + name + ".cab",
          new TargetFile(1_000_000 + number, digest, custom));
    }
    return packages;
  }

  /** Signs and uploads; a file that a newer one replaced is not kept. */
  void sign(RepositoryEditor editor) {
    RepositoryEditor edited = editor;
    if (root.length == 0) {
      edited = edited.withTargets(RING, Map.of(OFFER, TargetFile.of(new byte[100])));
    }
    edited = edited.withTargets(ROLLOUT, Map.of(STATE, TargetFile.of(new byte[1 + all.size()])));
    MetadataUpdate update = edited.sign(keys, NOW, files::containsKey);
    for (MetadataFile file : update.files()) {
      if (!file.role().equals(RoleName.ROOT) && file.version().value() > 1) {
        long before = file.version().value() - 1;
        files.remove(before + "." + file.role() + ".json");
      }
      byte[] bytes = file.bytes();
      files.put(file.name(), bytes);
      signed += bytes.length;
      signatures++;
    }
    if (root.length == 0) {
      root = update.root().orElseThrow().bytes();
    }
  }
}
