package dev.updatecenter.app.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.updatecenter.app.wiring.Configuration;
import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.ExpiryPolicy;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightState;
import dev.updatecenter.stage.flighting.GateDecision;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.publishing.MetadataChange;
import dev.updatecenter.stage.publishing.PublishedPackage;
import dev.updatecenter.stage.publishing.PublishingLedger;
import dev.updatecenter.stage.publishing.ReleaseRoles;
import dev.updatecenter.stage.publishing.TestReleases;
import dev.updatecenter.testing.LabSubscription;
import dev.updatecenter.testing.SettableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Flights, gates and people's acts over one home. */
class RingsTest {
  private static final ProductName PRODUCT = new ProductName("ContosoKiosk");
  private static final RingName EARLY = new RingName("EarlyAdopter");
  private static final RingName GENERAL = new RingName("GeneralAvailability");
  private static final Flighting.Wish NEWEST =
      new Flighting.Wish(Optional.empty(), Optional.empty(), Optional.empty());
  static final String MODEL =
      """
      apiVersion: updatecenter/v1
      kind: Product
      metadata: { name: ContosoKiosk }
      deviceModel:
        arch: arm
        edition: iot-core
        servicing: ltsc
        codeIntegrity: { roots: [] }
        baseline: { os: "10.0.17763.1577", ocp: "10.0.0.0" }
        smbios: { manufacturer: Contoso, family: Kiosk, productName: ContosoKiosk, skuNumber: CK-01, baseboardManufacturer: Arrow, baseboardProduct: CK-BB-02 }
        match: HardwareID-3
      rings: [ Preview, EarlyAdopter, GeneralAvailability ]
      """;
  private static final String RELEASE =
      """
      apiVersion: updatecenter/v1
      kind: Release
      metadata: { product: ContosoKiosk, version: "10.0.2.0" }
      payload: { ocp: ContosoKiosk_OCP_10.0.2.0.cab }
      rings:
        - { ring: Preview, gate: { all: enrolled, maxFailures: 0, soak: 12h } }
        - { ring: EarlyAdopter, gate: { all: enrolled, maxFailures: 0, soak: 0s } }
        - { ring: GeneralAvailability, approvals: 1, gate: { all: enrolled, maxFailures: 0, soak: 0s } }
      """;

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T08:00:00Z"));
  private final Wiring wiring;
  private final RegisteredProduct product;

  RingsTest(@TempDir Path folder) {
    this.wiring =
        new Wiring(new Home(folder.resolve("home")), Configuration.EMBEDDED, clock, Progress.NONE);
    this.product = RegisteredProduct.of(MODEL, "", clock.instant());
    wiring.models().register(product);
    wiring
        .roleKeys(PRODUCT)
        .generate(product.model().rings(), wiring.configuration().keys().algorithm());
    LabSubscription.note(wiring, PRODUCT);
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private void publish() {
    ContentDigest submission = ContentDigest.of("a release".getBytes(StandardCharsets.UTF_8));
    PackageVersion version = PackageVersion.parse("10.0.2.0");
    PublishedPackage content = TestReleases.cbs("10.0.2.0");
    wiring
        .database()
        .jdbc()
        .sql("insert into submission (digest, product, version, received_at) values (?, ?, ?, ?)")
        .params(
            submission.hex(),
            PRODUCT.value(),
            version.toString(),
            clock.instant().atOffset(ZoneOffset.UTC))
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
                List.of(content)));
    wiring.publications().revise(PRODUCT, version, RELEASE);
    name(version, content);
  }

  private void name(PackageVersion version, PublishedPackage content) {
    TargetFile file = new TargetFile(content.length(), content.sha256(), Map.of());
    ReleaseRoles roles = new ReleaseRoles(ExpiryPolicy.STANDARD, clock.instant());
    try (Lease lease = wiring.leases().acquire(PRODUCT, "test")) {
      wiring
          .publishing()
          .metadata(product)
          .publish(
              editor ->
                  MetadataChange.of(roles.with(editor, version, Map.of(content.target(), file))),
              lease);
    }
  }

  private Flight flight(RingName ring) {
    return new Flighting(wiring).flight(PRODUCT, ring, NEWEST).flight();
  }

  private Advance.Result advance() {
    return new Advance(wiring).run(product);
  }

  /** As if its gate had let it pass. */
  private void pass(Flight flight) {
    wiring.flights().apply(flight, new GateDecision.Pass(List.of()));
  }

  private void enrol(RingName ring, int device) {
    DeviceId id = DeviceId.parse("%064x".formatted(device));
    new Enrolment(wiring).enrol(id, PRODUCT, ring);
  }

  @Test
  void flightWithoutAReleaseIsNotFound() {
    assertExit(() -> flight(RingName.PREVIEW), ExitCode.NOT_FOUND);
  }

  @Test
  void flightOfARingThatNeedsApprovalsWaits() {
    publish();
    enrol(RingName.PREVIEW, 1);
    enrol(EARLY, 2);
    enrol(GENERAL, 3);
    pass(flight(RingName.PREVIEW));
    pass(flight(EARLY));

    assertExit(() -> flight(GENERAL), ExitCode.APPROVAL);

    assertThat(wiring.flights().list(PRODUCT)).hasSize(2);
  }

  @Test
  void flightToARingWhoseForerunnerHasNotPassedIsRefused() {
    publish();
    enrol(EARLY, 2);

    assertThatThrownBy(() -> flight(EARLY)).isInstanceOf(RefusedException.class);
  }

  @Test
  void productOnLtscIsNotFlightedWithoutASubscription() {
    publish();
    enrol(RingName.PREVIEW, 1);
    LabSubscription.forget(wiring, PRODUCT);

    assertThatThrownBy(() -> flight(RingName.PREVIEW))
        .asInstanceOf(type(RefusedException.class))
        .satisfies(
            e -> assertThat(e.findings()).extracting(Finding::code).containsExactly("UC6090"));

    LabSubscription.note(wiring, PRODUCT);
    assertThat(flight(RingName.PREVIEW).state()).isEqualTo(FlightState.ACTIVE);
  }

  @Test
  void subscriptionStaysWhileAFlightIsLive() {
    publish();
    enrol(RingName.PREVIEW, 1);
    flight(RingName.PREVIEW);
    assertExit(() -> LabSubscription.forget(wiring, PRODUCT), ExitCode.CONFLICT, "UC6092");
    act(RingControl.Act.PAUSE);
    assertExit(() -> LabSubscription.forget(wiring, PRODUCT), ExitCode.CONFLICT, "UC6092");
    assertThat(wiring.subscriptions().list(PRODUCT)).hasSize(1);

    act(RingControl.Act.HALT);
    LabSubscription.forget(wiring, PRODUCT);

    assertThat(wiring.subscriptions().list(PRODUCT)).isEmpty();
  }

  @Test
  void subscriptionOfARingThatPassedMayGoAndTheNextRingWaitsForAnother() {
    publish();
    enrol(RingName.PREVIEW, 1);
    enrol(EARLY, 2);
    pass(flight(RingName.PREVIEW));
    LabSubscription.forget(wiring, PRODUCT);

    Advance.Result result = advance();

    assertThat(result.started()).isEmpty();
    assertThat(result.waiting()).singleElement().asString().contains("no subscription");
    LabSubscription.note(wiring, PRODUCT);
    assertThat(advance().started()).hasSize(1);
  }

  @Test
  void sameFlightAgainStartsNothing() {
    publish();
    enrol(RingName.PREVIEW, 1);
    flight(RingName.PREVIEW);

    Flighting.Result again = new Flighting(wiring).flight(PRODUCT, RingName.PREVIEW, NEWEST);

    assertThat(again.started()).isFalse();
    assertThat(wiring.flights().list(PRODUCT)).hasSize(1);
  }

  @Test
  void advanceHoldsARingWithoutReportsAndPublishesNothingTwice() {
    publish();
    enrol(RingName.PREVIEW, 1);
    flight(RingName.PREVIEW);

    Advance.Result result = advance();

    assertThat(result.steps())
        .singleElement()
        .satisfies(s -> assertThat(s.decision()).isInstanceOf(GateDecision.Hold.class));
    assertThat(result.halted()).isFalse();
    assertThat(result.published()).isFalse();
    assertThat(result.started()).isEmpty();
  }

  @Test
  void ringThatPassedInAKilledRunStillSetsOffTheNext() {
    publish();
    enrol(RingName.PREVIEW, 1);
    enrol(EARLY, 2);
    pass(flight(RingName.PREVIEW));

    Advance.Result result = advance();

    assertThat(result.started()).singleElement().extracting(Flight::ring).isEqualTo(EARLY);
    assertThat(advance().started()).isEmpty();
    assertThat(wiring.flights().list(PRODUCT)).hasSize(2);
  }

  @Test
  void ringThatWaitsForApprovalsIsToldAtEveryRun() {
    publish();
    enrol(RingName.PREVIEW, 1);
    enrol(EARLY, 2);
    enrol(GENERAL, 3);
    pass(flight(RingName.PREVIEW));
    pass(flight(EARLY));

    assertThat(advance().waiting()).singleElement().asString().contains("0 of 1 approval");
    assertThat(advance().waiting()).hasSize(1);
    assertThat(advance().started()).isEmpty();
  }

  @Test
  void frozenRingIsNotStartedByItself() {
    publish();
    enrol(RingName.PREVIEW, 1);
    enrol(EARLY, 2);
    pass(flight(RingName.PREVIEW));
    String policy =
        """
        apiVersion: updatecenter/v1
        kind: Policy
        metadata: { product: ContosoKiosk }
        profile: lab
        submitters: [ { name: TEST, certificate: abababababababababababababababababababababababababababababababab } ]
        calendar: { zone: UTC, freezes: [ { from: 2026-11-01T00:00, to: 2026-11-21T00:00, reason: trade fair } ] }
        """;
    wiring.models().register(RegisteredProduct.of(MODEL, policy, clock.instant()));

    Advance.Result frozen = new Advance(wiring).run(wiring.models().find(PRODUCT).orElseThrow());

    assertThat(frozen.started()).isEmpty();
    assertThat(frozen.waiting())
        .singleElement()
        .asString()
        .contains("2026-11-21T00:00:00Z", "trade fair");
  }

  @Test
  void haltedRingSetsNothingOff() {
    publish();
    enrol(RingName.PREVIEW, 1);
    enrol(EARLY, 2);
    pass(flight(RingName.PREVIEW));
    act(RingControl.Act.HALT);

    assertThat(advance().started()).isEmpty();
  }

  @Test
  void advanceRenewsMetadataThatIsAboutToExpire() {
    publish();
    enrol(RingName.PREVIEW, 1);
    flight(RingName.PREVIEW);
    clock.pass(Duration.ofHours(30));

    assertThat(advance().refreshed()).isTrue();
    assertThat(advance().refreshed()).isFalse();
  }

  @Test
  void actsWithoutAFlightAreNotFound() {
    publish();

    for (RingControl.Act act : RingControl.Act.values()) {
      assertExit(() -> act(act), ExitCode.NOT_FOUND, "UC6023");
    }
    assertExit(
        () -> new Flighting(wiring).promote(PRODUCT, Optional.empty(), Optional.empty()),
        ExitCode.NOT_FOUND,
        "UC6022");
  }

  @Test
  void resumeOfWhatIsActiveIsAConflict() {
    publish();
    enrol(RingName.PREVIEW, 1);
    flight(RingName.PREVIEW);

    assertExit(() -> act(RingControl.Act.RESUME), ExitCode.CONFLICT, "UC6024");
  }

  @Test
  void pauseResumeHaltAndResumeGoThrough() {
    publish();
    enrol(RingName.PREVIEW, 1);
    flight(RingName.PREVIEW);

    assertThat(act(RingControl.Act.PAUSE).state()).isEqualTo(FlightState.PAUSED);
    assertThat(act(RingControl.Act.RESUME).state()).isEqualTo(FlightState.ACTIVE);
    assertThat(act(RingControl.Act.HALT).state()).isEqualTo(FlightState.HALTED);
    assertThat(act(RingControl.Act.HALT).state()).isEqualTo(FlightState.HALTED);
    assertExit(() -> act(RingControl.Act.PAUSE), ExitCode.CONFLICT);
    Flight back = act(RingControl.Act.RESUME);
    assertThat(back.state()).isEqualTo(FlightState.ACTIVE);
    assertThat(back.standing().resumed()).isEqualTo(1);
  }

  @Test
  void enrolmentInARingThatTheProductDoesNotHaveIsNotFound() {
    assertExit(() -> enrol(new RingName("Nowhere"), 1), ExitCode.NOT_FOUND);
  }

  private Flight act(RingControl.Act act) {
    return new RingControl(wiring)
        .act(act, PRODUCT, RingControl.Wish.newest("a test"))
        .flight()
        .orElseThrow();
  }

  private static void assertExit(ThrowingCallable act, ExitCode exit, String code) {
    assertThatThrownBy(act)
        .asInstanceOf(type(UpdateCenterException.class))
        .satisfies(e -> assertThat(e.exit()).isEqualTo(exit))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }

  private static void assertExit(ThrowingCallable act, ExitCode exit) {
    assertThatThrownBy(act)
        .asInstanceOf(type(UpdateCenterException.class))
        .satisfies(e -> assertThat(e.exit()).isEqualTo(exit));
  }
}
