import dev.updatecenter.app.jobs.Advance;
import dev.updatecenter.app.jobs.Flighting;
import dev.updatecenter.app.jobs.Live;
import dev.updatecenter.app.jobs.Planning;
import dev.updatecenter.app.wiring.Configuration;
import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.ExpiryPolicy;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.FlightRequest;
import dev.updatecenter.stage.flighting.GateDecision;
import dev.updatecenter.stage.flighting.HaltRules;
import dev.updatecenter.stage.planning.outlook.RingOutlook;
import dev.updatecenter.stage.publishing.MetadataChange;
import dev.updatecenter.stage.publishing.PublishedPackage;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.publishing.PublishingLedger;
import dev.updatecenter.stage.publishing.ReleaseRoles;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A fleet in the database of a home: products of three rings, each ring with a flight of its own
 * release, and devices that reported.
 *
 * <p>Arguments: {@code make HOME PRODUCTS DEVICES}, {@code plan HOME}, or {@code advance HOME}, which runs {@code advance} once as
 * a fresh process does and five times more, and prints "what value unit" lines. Sizes of rings: one, nine and
 * ninety hundredths of a product's devices.
 */
final class Fleet {
  static final List<String> RINGS = List.of("Preview", "EarlyAdopter", "GeneralAvailability");
  static final int[] PERCENT = {1, 9, 90};
  static final int ROUNDS = 5;
  static final String MODEL =
      """
      apiVersion: updatecenter/v1
      kind: Product
      metadata: { name: %s }
      deviceModel:
        arch: arm
        edition: iot-core
        servicing: semi-annual
        codeIntegrity: { roots: [] }
        baseline: { os: "10.0.17763.1577", ocp: "10.0.0.0" }
        smbios: { manufacturer: Contoso, family: Kiosk, productName: %s, skuNumber: CK-01, baseboardManufacturer: Arrow, baseboardProduct: CK-BB-02 }
        match: HardwareID-3
      rings: [ Preview, EarlyAdopter, GeneralAvailability ]
      """;
  static final String RELEASE =
      """
      apiVersion: updatecenter/v1
      kind: Release
      metadata: { product: %s, version: "%s" }
      payload: { ocp: %s_OCP_%s.cab }
      requires: { os: ">=10.0.17763.615", ocp: ">=10.0.0.0" }
      rings:
        - { ring: Preview, gate: { all: enrolled, maxFailures: 0, soak: 12h } }
        - { ring: EarlyAdopter, gate: { minDevices: 80, soak: 24h, successLowerBound: 95%%, haltAboveFailures: 10%% } }
        - { ring: GeneralAvailability, ramp: [ { share: 10%%, after: 0h }, { share: 100%%, after: 72h } ], gate: { minDevices: 400, soak: 48h, successLowerBound: 97%%, haltAboveFailures: 10%% } }
      """;

  /** By the number of a device: two of a hundred below the floor, five of a hundred never heard of. */
  static final String DEVICES =
      """
      INSERT INTO enrolled_devices
        (product, device, ring, enrolled_at, os, ocp, installed_release, state_at, state_report)
      SELECT '%1$s', LOWER(RAWTOHEX(HASH('SHA-256', STRINGTOUTF8('%1$s' || X)))), '%2$s', %4$s,
        CASE WHEN MOD(X, 100) < 5 THEN NULL WHEN MOD(X, 100) < 7 THEN '10.0.17763.107'
          WHEN MOD(X, 3) = 0 THEN '10.0.17763.1577' ELSE '10.0.17763.2114' END,
        CASE WHEN MOD(X, 100) < 5 THEN NULL WHEN MOD(X, 100) < 50 THEN '10.0.0.0' ELSE '%5$s' END,
        CASE WHEN MOD(X, 100) < 50 THEN NULL ELSE '%5$s' END, %4$s, 'r'
      FROM SYSTEM_RANGE(1, %3$d) ORDER BY 2
      """;

  /** Half have said how it ended, four of a thousand badly; two of a hundred are silent. */
  static final String VOTES =
      """
      INSERT INTO device_votes (product, ring, version, device, final_state, final_code, final_at,
        final_report, installing_at)
      SELECT '%1$s', '%2$s', '%5$s', LOWER(RAWTOHEX(HASH('SHA-256', STRINGTOUTF8('%1$s' || X)))),
        CASE WHEN MOD(X, 100) IN (7, 8) THEN NULL WHEN MOD(X, 250) = 99 THEN 'failed' ELSE 'succeeded' END,
        CASE WHEN MOD(X, 100) NOT IN (7, 8) AND MOD(X, 250) = 99 THEN '0x80188307' END, %4$s, 'r', %4$s
      FROM SYSTEM_RANGE(1, %3$d) WHERE MOD(X, 100) IN (7, 8) OR MOD(X, 100) >= 50 ORDER BY 4
      """;

  public static void main(String[] args) throws Exception {
    Home home = new Home(Path.of(args[1]));
    long start = System.nanoTime();
    try (Wiring wiring =
        new Wiring(home, Configuration.EMBEDDED, Clock.systemUTC(), Progress.NONE)) {
      wiring.database();
      if (args[0].equals("make")) {
        new Fleet(wiring).make(Integer.parseInt(args[2]), Integer.parseInt(args[3]));
      } else if (args[0].equals("plan")) {
        new Fleet(wiring).plan(start);
      } else {
        new Fleet(wiring).advance(start);
      }
    }
  }

  final Wiring wiring;

  Fleet(Wiring wiring) {
    this.wiring = wiring;
  }

  void make(int products, int devices) throws Exception {
    int offset = 0;
    for (int i = 0; i < products; i++) {
      int own = devices / products + (i < devices % products ? 1 : 0);
      product("Product%03d".formatted(i), own);
      offset += own;
    }
    count();
    wiring.database().jdbc().sql("ANALYZE").update();
    System.err.println("fleet: " + offset + " devices, " + products * RINGS.size() + " flights");
  }

  void product(String name, int devices) {
    RegisteredProduct product =
        RegisteredProduct.of(MODEL.formatted(name, name), "", wiring.clock().instant());
    ProductName id = product.model().product();
    wiring.models().register(product);
    wiring.roleKeys(id).generate(product.model().rings(), wiring.configuration().keys().algorithm());
    try (Lease lease = wiring.leases().acquire(id, "bench")) {
      for (int i = 0; i < RINGS.size(); i++) {
        // The newest release is in the first ring.
        String version = "10.0." + (RINGS.size() - i) + ".0";
        publish(product, version, lease);
        flight(id, RINGS.get(i), version);
        devices(name, RINGS.get(i), version, devices * PERCENT[i] / 100);
      }
      Live.publish(wiring, product, false, lease);
    }
  }

  void publish(RegisteredProduct product, String version, Lease lease) {
    ProductName id = product.model().product();
    ContentDigest submission = digest(id + version);
    wiring
        .database()
        .jdbc()
        .sql("insert into submission (digest, product, version, received_at) values (?, ?, ?, ?)")
        .params(submission.hex(), id.value(), version, Instant.now().atOffset(ZoneOffset.UTC))
        .update();
    ContentDigest file = digest(id + version + "touch.cab");
    PublishedPackage content =
        new PublishedPackage(
            "packages/" + file.prefix() + "/touch.cab",
            "cbs",
            "Contoso.Touch.Driver",
            PackageVersion.parse(version),
            Optional.of(Architecture.ARM),
            4711,
            file,
            List.of(digest("signer")));
    PackageVersion number = PackageVersion.parse(version);
    wiring
        .publications()
        .record(
            new PublishingLedger.Entry(
                id, number, submission, Optional.of(number), Instant.now(), List.of(content)));
    wiring
        .publications()
        .revise(id, number, RELEASE.formatted(id, version, id, version));
    TargetFile target = new TargetFile(content.length(), content.sha256(), Map.of());
    ReleaseRoles roles = new ReleaseRoles(ExpiryPolicy.STANDARD, Instant.now());
    wiring
        .publishing()
        .metadata(product)
        .publish(
            editor ->
                MetadataChange.of(roles.with(editor, number, Map.of(content.target(), target))),
            lease);
  }

  void flight(ProductName id, String ring, String version) {
    PackageVersion number = PackageVersion.parse(version);
    PublishedRelease release = wiring.releases().find(id, number).orElseThrow();
    wiring
        .flights()
        .start(
            FlightRequest.whole(release, new RingName(ring)),
            release,
            HaltRules.of(wiring.releases().plan(release)));
  }

  void devices(String product, String ring, String version, int count) {
    String then = "TIMESTAMP WITH TIME ZONE '2026-01-01 00:00:00+00:00'";
    for (String sql : List.of(DEVICES, VOTES)) {
      wiring
          .database()
          .jdbc()
          .sql(sql.formatted(product, ring, count, then, version).replace("'" + product + "' || X",
              "'" + product + ring + "' || X"))
          .update();
    }
  }

  /** The migration's own statements fill the counters, as in a home of before. */
  void count() throws Exception {
    try (InputStream migration =
        Wiring.class.getResourceAsStream("/db/migration/V12__gates.sql")) {
      String text = new String(migration.readAllBytes(), StandardCharsets.UTF_8);
      for (String statement : text.replaceAll("--[^\n]*", "").split(";")) {
        if (statement.strip().matches("(?s)(INSERT|UPDATE).*")) {
          wiring.database().jdbc().sql(statement).update();
        }
      }
    }
  }

  void advance(long start) {
    long open = System.nanoTime();
    Report report = new Report();
    report.of(new Advance(wiring).run());
    long first = System.nanoTime();
    long best = Long.MAX_VALUE;
    long leastCpu = Long.MAX_VALUE;
    for (int i = 0; i < ROUNDS; i++) {
      long begun = System.nanoTime();
      long cpu = cpu();
      new Advance(wiring).run();
      best = Math.min(best, System.nanoTime() - begun);
      leastCpu = Math.min(leastCpu, cpu() - cpu);
    }
    System.err.println("fleet: " + report.decisions + ", for example: " + report.sentence);
    System.out.println("flights " + report.flights + " flights");
    System.out.println("devices " + report.devices + " devices");
    System.out.printf(Locale.ROOT, "open %.2f s%n", (open - start) / 1e9);
    System.out.printf(Locale.ROOT, "advance-first %.2f s%n", (first - open) / 1e9);
    System.out.printf(Locale.ROOT, "advance %.2f s%n", best / 1e9);
    System.out.printf(Locale.ROOT, "advance-cpu %.2f s%n", leastCpu / 1e9);
  }

  /** Nanoseconds of the processors, all threads, the compiler's too. */
  static long cpu() {
    return ((com.sun.management.OperatingSystemMXBean)
            java.lang.management.ManagementFactory.getOperatingSystemMXBean())
        .getProcessCpuTime();
  }

  /** What a run told. */
  static final class Report {
    final Map<String, Integer> decisions = new TreeMap<>();
    int flights;
    long devices;
    String sentence = "";

    void of(List<Advance.Result> results) {
      for (Advance.Result result : results) {
        result.failure().ifPresent(e -> {
          throw e;
        });
        for (Advance.Step step : result.steps()) {
          flights++;
          devices += step.health().enrolled();
          decisions.merge(step.decision().wireName(), 1, Integer::sum);
          sentence = step.health().sentence();
        }
      }
    }
  }

  /** What the newest release would change in the largest ring, whose own flight is at a part of it. */
  void plan(long start) {
    wiring.models().list();
    long open = System.nanoTime();
    double first = 0;
    double least = Double.MAX_VALUE;
    long leastCpu = Long.MAX_VALUE;
    for (int round = 0; round < 5; round++) {
      long begin = System.nanoTime();
      long cpu = cpu();
      Planning.Result result =
          new Planning(wiring)
              .flight(
                  new ProductName("Product000"),
                  new RingName(RINGS.get(2)),
                  new Flighting.Wish(Optional.empty(), Optional.empty(), Optional.empty()));
      double seconds = (System.nanoTime() - begin) / 1e9;
      first = round == 0 ? seconds : first;
      least = Math.min(least, seconds);
      leastCpu = Math.min(leastCpu, cpu() - cpu);
      if (round == 0) {
        RingOutlook ring = result.rings().get(0).outlook();
        System.err.printf(
            "fleet: %d devices in %d rows, %d would change%n",
            ring.enrolled(), ring.rows().size(), ring.changing());
      }
    }
    System.out.printf("plan %.3f s%n", least);
    System.out.printf("plan-cpu %.3f s%n", leastCpu / 1e9);
    System.out.printf("plan-first %.3f s%n", first);
    System.out.printf("plan-open %.3f s%n", (open - start) / 1e9);
  }

  static ContentDigest digest(String text) {
    return ContentDigest.of(text.getBytes(StandardCharsets.UTF_8));
  }
}
