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
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightFacts;
import dev.updatecenter.stage.flighting.GateDecision;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.testing.SettableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which versions a flight moves a ring to, over one home. */
class FlightingTest {
  private static final ProductName PRODUCT = new ProductName("ContosoKiosk");
  private static final String OS = "10.0.17763.2114";
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
  private final ReleasesByHand releases;

  FlightingTest(@TempDir Path folder) {
    this.wiring =
        new Wiring(new Home(folder.resolve("home")), Configuration.EMBEDDED, clock, Progress.NONE);
    this.product = RegisteredProduct.of(ReleasesByHand.MODEL, "", clock.instant());
    this.releases = ReleasesByHand.of(wiring, product);
    enrol(PREVIEW, 1);
    enrol(EARLY_ADOPTER, 2);
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private void register(String yaml) {
    wiring.models().register(RegisteredProduct.of(yaml, "", clock.instant()));
  }

  private void enrol(RingName ring, int device) {
    new Enrolment(wiring).enrol(DeviceId.parse("%064x".formatted(device)), PRODUCT, ring);
  }

  private void publish(String text, String os, boolean retail) {
    String moved = os.isEmpty() ? "" : "os: { version: \"" + os + "\", source: windows-update },";
    releases.publish(text, RELEASE.formatted(text, moved, text), retail);
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
    releases.withdraw(PackageVersion.parse("10.0.2.0"));
    assertCode(() -> flight(PREVIEW, "", ""), "UC5134");
    releases.name(PackageVersion.parse("10.0.2.0"));

    register(ReleasesByHand.MODEL.replace("10.0.17763.1577", "10.0.17763.500"));
    assertRefused(() -> flight(PREVIEW, "", ""), "UC6030");
    register(ReleasesByHand.MODEL);

    assertThat(flight(PREVIEW, "", "").started()).isTrue();
  }

  @Test
  void testBuildStaysInPreviewThoughTheRingIsSkipped() {
    publish("10.0.2.0", "", false);

    assertRefused(() -> flight(EARLY_ADOPTER, "", "", "the lab is flooded"), "UC6039");
    assertThat(flight(PREVIEW, "", "").started()).isTrue();
  }

  @Test
  void policyThatCannotBeReadLetsNothingStart() {
    publish("10.0.2.0", "", true);
    wiring
        .models()
        .register(RegisteredProduct.of(ReleasesByHand.MODEL, "kind: Riddle\n", clock.instant()));

    assertCode(() -> flight(PREVIEW, "", ""), "UC1051");
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
