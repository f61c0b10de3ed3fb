package dev.updatecenter.app.jobs;

import static dev.updatecenter.kernel.core.RingName.EARLY_ADOPTER;
import static dev.updatecenter.kernel.core.RingName.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.updatecenter.app.wiring.Configuration;
import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.ExpiryPolicy;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightFacts;
import dev.updatecenter.stage.flighting.GateDecision;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.publishing.MetadataChange;
import dev.updatecenter.stage.publishing.PublishedPackage;
import dev.updatecenter.stage.publishing.PublishingLedger;
import dev.updatecenter.stage.publishing.ReleaseRoles;
import dev.updatecenter.stage.publishing.TestReleases;
import dev.updatecenter.testing.SettableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which versions a flight moves a ring to, over one home. */
class FlightingTest {
  private static final ProductName PRODUCT = new ProductName("ContosoKiosk");
  private static final String OS = "10.0.17763.2114";
  private static final String MODEL =
      """
      apiVersion: updatecenter/v1
      kind: Product
      metadata: { name: ContosoKiosk }
      deviceModel:
        arch: arm
        edition: iot-core
        servicing: semi-annual
        codeIntegrity: { roots: [] }
        baseline: { os: "10.0.17763.1577", ocp: "10.0.0.0" }
        smbios: { manufacturer: Contoso, family: Kiosk, productName: ContosoKiosk, skuNumber: CK-01, baseboardManufacturer: Arrow, baseboardProduct: CK-BB-02 }
        match: HardwareID-3
      rings: [ Preview, EarlyAdopter ]
      """;
  private static final String RELEASE =
      """
      apiVersion: updatecenter/v1
      kind: Release
      metadata: { product: ContosoKiosk, version: "%s" }
      payload: { %s ocp: ContosoKiosk_OCP_%s.cab }
      rings:
        - { ring: Preview, gate: { all: enrolled, maxFailures: 0, soak: 0s } }
        - { ring: EarlyAdopter, gate: { all: enrolled, maxFailures: 0, soak: 0s } }
      """;

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T08:00:00Z"));
  private final Wiring wiring;
  private final RegisteredProduct product;
  private final Map<PackageVersion, PublishedPackage> contents = new HashMap<>();

  FlightingTest(@TempDir Path folder) {
    this.wiring =
        new Wiring(new Home(folder.resolve("home")), Configuration.EMBEDDED, clock, Progress.NONE);
    this.product = register(MODEL);
    wiring
        .roleKeys(PRODUCT)
        .generate(product.model().rings(), wiring.configuration().keys().algorithm());
    enrol(PREVIEW, 1);
    enrol(EARLY_ADOPTER, 2);
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private RegisteredProduct register(String yaml) {
    RegisteredProduct registered = RegisteredProduct.of(yaml, "", clock.instant());
    wiring.models().register(registered);
    return registered;
  }

  /** As the repository lets a release go that nobody flights. */
  private void withdraw(PackageVersion version) {
    edit(editor -> roles().without(editor, Set.of(version)));
  }

  private void enrol(RingName ring, int device) {
    new Enrolment(wiring).enrol(DeviceId.parse("%064x".formatted(device)), PRODUCT, ring);
  }

  private void publish(String text, String os, boolean retail) {
    PackageVersion version = PackageVersion.parse(text);
    ContentDigest submission = ContentDigest.of(text.getBytes(StandardCharsets.UTF_8));
    PublishedPackage content = TestReleases.cbs(text);
    wiring
        .database()
        .jdbc()
        .sql("insert into submission (digest, product, version, received_at) values (?, ?, ?, ?)")
        .params(submission.hex(), PRODUCT.value(), text, clock.instant().atOffset(ZoneOffset.UTC))
        .update();
    wiring
        .publications()
        .record(
            new PublishingLedger.Entry(
                PRODUCT,
                version,
                submission,
                Optional.of(version),
                clock.instant(),
                List.of(content),
                retail,
                false));
    String moved = os.isEmpty() ? "" : "os: { version: \"" + os + "\", source: windows-update },";
    wiring.publications().revise(PRODUCT, version, RELEASE.formatted(text, moved, text));
    contents.put(version, content);
    name(version);
  }

  private void name(PackageVersion version) {
    PublishedPackage content = Objects.requireNonNull(contents.get(version));
    TargetFile file = new TargetFile(content.length(), content.sha256(), Map.of());
    edit(editor -> roles().with(editor, version, Map.of(content.target(), file)));
  }

  private ReleaseRoles roles() {
    return new ReleaseRoles(ExpiryPolicy.STANDARD, clock.instant());
  }

  private void edit(UnaryOperator<RepositoryEditor> change) {
    try (Lease lease = wiring.leases().acquire(PRODUCT, "test")) {
      wiring
          .publishing()
          .metadata(product)
          .publish(editor -> MetadataChange.of(change.apply(editor)), lease);
    }
  }

  private Flighting.Result flight(RingName ring, String os, String ocp, String... skipReason) {
    Flighting.Wish wish =
        new Flighting.Wish(version(os), version(ocp), List.of(skipReason).stream().findFirst());
    return new Flighting(wiring).flight(PRODUCT, ring, wish);
  }

  private static Optional<PackageVersion> version(String text) {
    return Optional.of(text).filter(v -> !v.isEmpty()).map(PackageVersion::parse);
  }

  private void pass(Flight flight) {
    wiring.flights().apply(flight, new GateDecision.Pass(List.of()));
  }

  private void assertVersions(Flight flight, String release, String os, String ocp) {
    FlightFacts facts = flight.facts();
    assertThat(List.of(facts.version().toString(), facts.os(), facts.ocp()))
        .containsExactly(release, version(os), version(ocp));
  }

  private static void assertCode(ThrowingCallable act, String code) {
    assertThatThrownBy(act)
        .asInstanceOf(type(UpdateCenterException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }

  private static void assertRefused(ThrowingCallable act, String code) {
    assertThatThrownBy(act)
        .asInstanceOf(type(RefusedException.class))
        .satisfies(e -> assertThat(e.findings()).extracting(Finding::code).contains(code));
  }

  @Test
  void takesTheOsOfAnotherReleaseAndPassesBothOn() {
    publish("10.0.1.0", OS, true);
    publish("10.0.2.0", "", true);

    Flight preview = flight(PREVIEW, OS, "10.0.2.0").flight();
    pass(preview);
    List<Flight> started = new Advance(wiring).run(product).started();

    assertVersions(preview, "10.0.2.0", OS, "10.0.2.0");
    assertThat(started)
        .singleElement()
        .satisfies(f -> assertThat(f.ring()).isEqualTo(EARLY_ADOPTER));
    assertVersions(started.get(0), "10.0.2.0", OS, "10.0.2.0");
  }

  @Test
  void promotesTheOcpAloneWhereTheOcpAloneHasPassed() {
    publish("10.0.2.0", OS, true);
    pass(flight(PREVIEW, "", "10.0.2.0").flight());

    assertRefused(() -> flight(EARLY_ADOPTER, "", ""), "UC6003");
    Flight promoted =
        new Flighting(wiring).promote(PRODUCT, Optional.empty(), Optional.empty()).flight();

    assertVersions(promoted, "10.0.2.0", "", "10.0.2.0");
  }

  @Test
  void tellsWhatAnOsVersionAloneLeavesBehindAndSaysItOnce() {
    publish("10.0.2.0", OS, true);

    Flighting.Result first = flight(PREVIEW, OS, "");
    Flighting.Result again = flight(PREVIEW, OS, "");

    assertVersions(first.flight(), "10.0.2.0", OS, "");
    assertThat(first.warnings()).extracting(Finding::code).containsExactly("UC6044");
    assertThat(again.started()).isFalse();
    assertThat(again.warnings()).isEmpty();
  }

  @Test
  void refusesTheSameReleaseForOtherVersions() {
    publish("10.0.2.0", OS, true);
    flight(PREVIEW, "", "10.0.2.0");

    assertCode(() -> flight(PREVIEW, OS, "10.0.2.0"), "UC6043");
    assertThat(wiring.flights().list(PRODUCT)).hasSize(1);
  }

  @Test
  void versionsThatNoReleaseHasAreNotFound() {
    publish("10.0.2.0", "", true);

    assertCode(() -> flight(PREVIEW, OS, "10.0.2.0"), "UC6020");
    assertCode(() -> flight(PREVIEW, "", "10.0.3.0"), "UC6020");
  }

  /** It passed validation before it failed; what the product says of its images changed since. */
  @Test
  void flightThatFailedIsJudgedAnew() {
    publish("10.0.2.0", "", true);
    withdraw(PackageVersion.parse("10.0.2.0"));
    assertCode(() -> flight(PREVIEW, "", ""), "UC5134");
    name(PackageVersion.parse("10.0.2.0"));

    register(MODEL.replace("10.0.17763.1577", "10.0.17763.500"));
    assertRefused(() -> flight(PREVIEW, "", ""), "UC6030");
    register(MODEL);

    assertThat(flight(PREVIEW, "", "").started()).isTrue();
  }

  @Test
  void testBuildStaysInPreviewThoughTheRingIsSkipped() {
    publish("10.0.2.0", "", false);

    assertRefused(() -> flight(EARLY_ADOPTER, "", "", "the lab is flooded"), "UC6039");
    assertThat(flight(PREVIEW, "", "").started()).isTrue();
  }

  @Test
  void ringIsSkippedInALabOnlyWithAReason() {
    publish("10.0.2.0", "", true);

    assertRefused(() -> flight(EARLY_ADOPTER, "", ""), "UC6003");
    Flighting.Result skipped = flight(EARLY_ADOPTER, "", "", "the lab is flooded");

    assertThat(skipped.started()).isTrue();
    assertThat(skipped.warnings()).extracting(Finding::code).containsExactly("UC6003");
  }
}
