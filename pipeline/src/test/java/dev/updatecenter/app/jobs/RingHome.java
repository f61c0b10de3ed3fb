package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.ConfigurationReader;
import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.KeyFile;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightRequest;
import dev.updatecenter.stage.flighting.GateDecision;
import dev.updatecenter.stage.flighting.HaltRules;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.offer.RolloutDocument;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.testing.SettableClock;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A home whose product has rings, releases that were published as if, and one device a ring. */
final class RingHome implements AutoCloseable {
  static final ProductName PRODUCT = new ProductName("ContosoKiosk");
  static final RingName PREVIEW = RingName.PREVIEW;
  static final RingName EARLY = new RingName("EarlyAdopter");
  static final PackageVersion FIRST = PackageVersion.parse("10.0.2.0");
  static final PackageVersion SECOND = PackageVersion.parse("10.0.3.0");
  private static final String MODEL = ReleasesByHand.MODEL.replace(", GeneralAvailability ]", " ]");
  private static final String RELEASE =
      """
      apiVersion: updatecenter/v1
      kind: Release
      metadata: { product: ContosoKiosk, version: "%s" }
      payload: { ocp: ContosoKiosk_OCP_%s.cab }
      requires: { %s }
      rings:
        - { ring: Preview, ramp: [ { share: 50%%, after: 0h }, { share: 100%%, after: 24h } ], gate: { all: enrolled, maxFailures: 0, soak: 12h } }
        - { ring: EarlyAdopter, start: manual, gate: { all: enrolled, maxFailures: 0, soak: 0s } }
      """;

  final SettableClock clock;
  final Path home;
  final Wiring wiring;
  final RegisteredProduct product;
  private final ReleasesByHand releases;

  /** Codes of what was warned of, in order. */
  final List<String> warned = new ArrayList<>();

  /** Opens a home that is there, or makes one. */
  RingHome(Path home) throws IOException {
    this(home, new SettableClock(Instant.parse("2026-11-20T08:00:00Z")));
  }

  /** The same at another time. */
  RingHome(Path home, SettableClock clock) throws IOException {
    this.home = home;
    this.clock = clock;
    Home folder = new Home(home);
    wiring =
        new Wiring(
            folder,
            new ConfigurationReader(Map.of()).read(Optional.empty(), folder),
            clock,
            listening());
    Optional<RegisteredProduct> there = wiring.models().find(PRODUCT);
    product = there.orElseGet(() -> RegisteredProduct.of(MODEL, "", clock.instant()));
    if (there.isPresent()) {
      releases = new ReleasesByHand(wiring, product);
    } else {
      releases = ReleasesByHand.of(wiring, product);
      enrol(PREVIEW, 1);
      enrol(EARLY, 2);
    }
  }

  private Progress listening() {
    return new Progress() {
      @Override
      public Task begin(String label, long total, Unit unit) {
        return NONE.begin(label, total, unit);
      }

      @Override
      public void say(String line) {}

      @Override
      public void warn(Finding warning) {
        warned.add(warning.code());
      }
    };
  }

  private void enrol(RingName ring, int device) {
    new Enrolment(wiring).enrol(DeviceId.parse("%064x".formatted(device)), PRODUCT, ring);
  }

  /** A second process of the same home. */
  RingHome again() throws IOException {
    return new RingHome(home, clock);
  }

  /** The digest of what a release was published from. */
  static ContentDigest submission(PackageVersion version) {
    return ContentDigest.of(("" + version).getBytes(StandardCharsets.UTF_8));
  }

  RingHome publish(PackageVersion version) {
    return publish(version, "");
  }

  /** The same with floors, such as {@code ocp: ">=10.0.2.0"}. */
  RingHome publish(PackageVersion version, String requires) {
    releases.publish(version.toString(), RELEASE.formatted(version, version, requires), true);
    return this;
  }

  /** Takes a release out of the metadata, as a collection of garbage does. */
  void withdraw(PackageVersion version) {
    releases.withdraw(version);
  }

  Flight flight(RingName ring, PackageVersion version) {
    Flighting.Wish wish =
        new Flighting.Wish(Optional.empty(), Optional.of(version), Optional.empty());
    return new Flighting(wiring).flight(PRODUCT, ring, wish).flight();
  }

  /** On record, as by a flight whose process was killed before devices were told. */
  void begin(RingName ring, PackageVersion version) {
    FlightRequest request =
        new FlightRequest(
            PRODUCT, ring, version, Optional.empty(), Optional.of(version), Optional.empty());
    PublishedRelease release = wiring.releases().find(PRODUCT, version).orElseThrow();
    wiring.flights().start(request, release, HaltRules.of(wiring.releases().plan(release)));
  }

  /** As if its gate had let it pass. */
  void pass(Flight flight) {
    wiring.flights().apply(flight, new GateDecision.Pass(List.of()));
  }

  RingControl.Result act(RingControl.Act act, RingName ring) {
    RingControl.Wish wish = new RingControl.Wish(Optional.of(ring), Optional.empty(), "bricks");
    return new RingControl(wiring).act(act, PRODUCT, wish);
  }

  /** What devices are told. */
  Optional<RolloutDocument.Release> seen(RingName ring, PackageVersion version) {
    return wiring.publishing().rollouts(product).seen(ring, version);
  }

  RolloutState seenState(RingName ring, PackageVersion version) {
    return seen(ring, version).orElseThrow().state();
  }

  /** Names of metadata files, but for the timestamp, which has no number. */
  Set<String> metadata() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve("store/products/ContosoKiosk/metadata"))) {
      return files
          .map(f -> f.getFileName().toString())
          .filter(f -> !f.equals("timestamp.json"))
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  Path keys() {
    return home.resolve("keys/roles/ContosoKiosk");
  }

  /** Takes a role's private key away; its public half stays. */
  void hideKey(String role) throws IOException {
    KeyFile file = new KeyFile(keys().resolve(role + ".pem"));
    if (!file.exists()) {
      throw new IOException("no key " + file.path());
    }
    Files.move(file.path(), home.resolveSibling(role + ".hidden"));
  }

  /** Brings it back. */
  void showKey(String role) throws IOException {
    Files.move(home.resolveSibling(role + ".hidden"), keys().resolve(role + ".pem"));
  }

  void sql(String text, Object... values) {
    wiring.database().jdbc().sql(text).params(values).update();
  }

  /** The facts of the newest intent of an act, as the audit log keeps them. */
  String recorded(String act) {
    return wiring
        .database()
        .jdbc()
        .sql(
            "select facts from audit_record where act = ? and intent_number is null order by record_number desc")
        .param(act)
        .query(String.class)
        .list()
        .get(0);
  }

  @Override
  public void close() {
    wiring.close();
  }
}
