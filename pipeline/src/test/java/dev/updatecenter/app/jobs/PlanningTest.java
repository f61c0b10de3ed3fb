package dev.updatecenter.app.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.app.wiring.Configuration;
import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.GateDecision;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.offer.Offer;
import dev.updatecenter.stage.offer.OfferRelease;
import dev.updatecenter.stage.planning.FlightPlan;
import dev.updatecenter.stage.planning.outlook.MatrixRow;
import dev.updatecenter.stage.planning.outlook.RingOutlook;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import dev.updatecenter.stage.publishing.RepositoryRoles;
import dev.updatecenter.testing.SettableClock;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Plans of flights, and what flights make of offers, over one home. */
class PlanningTest {
  private static final ProductName PRODUCT = new ProductName("ContosoKiosk");
  private static final RingName RING = RingName.PREVIEW;
  private static final String RELEASE =
      """
      apiVersion: updatecenter/v1
      kind: Release
      metadata: { product: ContosoKiosk, version: "%1$s" }
      payload: { ocp: ContosoKiosk_OCP_%1$s.cab }
      requires: { ocp: ">=%2$s" }
      rings:
        - { ring: Preview, gate: { all: enrolled, maxFailures: 0, soak: 12h } }
        - { ring: EarlyAdopter, approvals: 2, ramp: [ { share: 10%%, after: 0h }, { share: 100%%, after: 24h } ], gate: { minDevices: 20, soak: 0s, successLowerBound: 50%%, haltAboveFailures: 20%% } }
      """;

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T08:00:00Z"));
  private final Wiring wiring;
  private final RegisteredProduct product;
  private final ReleasesByHand releases;

  PlanningTest(@TempDir Path folder) {
    this.wiring =
        new Wiring(new Home(folder.resolve("home")), Configuration.EMBEDDED, clock, Progress.NONE);
    this.product = RegisteredProduct.of(ReleasesByHand.MODEL, "", clock.instant());
    this.releases = ReleasesByHand.of(wiring, product);
  }

  @AfterEach
  void close() {
    wiring.close();
  }

  private void publish(String release, String floor) {
    releases.publish(release, RELEASE.formatted(release, floor), true);
  }

  private void enrol(RingName ring, int from, int to) {
    for (int device = from; device < to; device++) {
      new Enrolment(wiring).enrol(DeviceId.parse("%064x".formatted(device)), PRODUCT, ring);
    }
  }

  /** As if a device had reported; what is counted on write is counted again. */
  private void runs(int device, String ocp) {
    Optional<String> installed = Optional.of(ocp).filter(v -> !v.equals("10.0.0.0"));
    JdbcClient jdbc = wiring.database().jdbc();
    jdbc.sql(
            "update enrolled_devices set os = '10.0.17763.1577', ocp = ?, installed_release = ?"
                + " where device = ?")
        .param(ocp)
        .param(installed.orElse(null))
        .param("%064x".formatted(device))
        .update();
    jdbc.sql("delete from running_states").update();
    jdbc.sql(
            "insert into running_states (product, ring, os, ocp, installed_release, devices)"
                + " select product, ring, coalesce(os, ''), coalesce(ocp, ''),"
                + " coalesce(installed_release, ''), count(*) from enrolled_devices"
                + " group by product, ring, coalesce(os, ''), coalesce(ocp, ''),"
                + " coalesce(installed_release, '')")
        .update();
  }

  private static Flighting.Wish ocp(String version) {
    return new Flighting.Wish(
        Optional.empty(), Optional.of(PackageVersion.parse(version)), Optional.empty());
  }

  private Flight flight(RingName ring, String version) {
    return new Flighting(wiring).flight(PRODUCT, ring, ocp(version)).flight();
  }

  private Planning.Result plan(RingName ring, String version) {
    return new Planning(wiring).flight(PRODUCT, ring, ocp(version));
  }

  /** As if its gate had let it pass. */
  private void pass(Flight flight) {
    wiring.flights().apply(flight, new GateDecision.Pass(List.of()));
  }

  private List<String> offered() {
    var editor = wiring.publishing().metadata(product).look();
    String target = ReleaseLayout.offerTarget(PRODUCT, RING);
    TargetFile file =
        Objects.requireNonNull(editor.role(RepositoryRoles.ring(RING)).targets().get(target));
    byte[] bytes =
        wiring.store().read(ReleaseLayout.content(target, file.sha256()), 1 << 20).orElseThrow();
    try {
      return Offer.read(bytes, target).releases().stream()
          .map(OfferRelease::version)
          .map(PackageVersion::toString)
          .toList();
    } catch (dev.updatecenter.kernel.document.MalformedDocumentException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void saysOfEachReportedStateWhatItIsToldAndWouldBe() {
    publish("10.0.1.0", "10.0.0.0");
    publish("10.0.2.0", "10.0.1.0");
    enrol(RING, 0, 5);
    runs(0, "10.0.1.0");
    runs(1, "10.0.1.0");
    runs(2, "10.0.2.0");
    pass(flight(RING, "10.0.1.0"));

    Planning.Result result = plan(RING, "10.0.2.0");

    assertThat(result.refused()).isFalse();
    assertThat(result.plan()).isInstanceOf(FlightPlan.class);
    RingOutlook outlook = result.rings().get(0).outlook();
    assertThat(outlook.enrolled()).isEqualTo(5);
    assertThat(outlook.changing()).isEqualTo(2);
    assertThat(outlook.bytes()).isEqualTo(2 * 4711);
    assertThat(outlook.rows())
        .extracting(PlanningTest::words)
        .containsExactlyInAnyOrder(
            "2 10.0.1.0: nothing -> install 10.0.2.0 way [10.0.2.0]",
            "1 10.0.2.0: nothing -> nothing 10.0.2.0 way []",
            "2 -: install -> install 10.0.1.0 way [10.0.1.0, 10.0.2.0]");
  }

  private static String words(MatrixRow row) {
    return "%d %s: %s -> %s %s way %s"
        .formatted(
            row.devices(),
            row.state().ocp().map(Object::toString).orElse("-"),
            row.now().decision(),
            row.inShare().decision(),
            row.inShare().release().map(Object::toString).orElse("-"),
            row.way().steps());
  }

  @Test
  void flightThatLeavesAReportedStateBehindIsRefused() {
    publish("10.0.2.0", "10.0.1.0");
    enrol(RING, 0, 2);
    runs(0, "10.0.0.0");
    runs(1, "10.0.1.0");

    Planning.Result result = plan(RING, "10.0.2.0");

    assertThat(result.refused()).isTrue();
    assertThat(result.findings()).extracting(Finding::code).contains("UC6060");
    assertThatThrownBy(() -> flight(RING, "10.0.2.0")).isInstanceOf(RefusedException.class);

    runs(0, "10.0.1.0");
    assertThat(plan(RING, "10.0.2.0").findings()).extracting(Finding::code).isEmpty();
    assertThat(flight(RING, "10.0.2.0").ring()).isEqualTo(RING);
  }

  @Test
  void devicesThatNeverReportedAreLeftBehindWithAWarning() {
    publish("10.0.2.0", "10.0.1.0");
    enrol(RING, 0, 2);
    runs(1, "10.0.1.0");

    assertThat(plan(RING, "10.0.2.0").findings()).extracting(Finding::code).contains("UC6061");
    assertThat(plan(RING, "10.0.2.0").refused()).isFalse();
  }

  @Test
  void warnsOfAFlightThatGivesNobodyAnything() {
    publish("10.0.2.0", "10.0.0.0");
    enrol(RING, 0, 1);
    runs(0, "10.0.2.0");

    assertThat(codes(plan(RING, "10.0.2.0"))).contains("UC6062");
    runs(0, "10.0.0.0");
    assertThat(codes(plan(RING, "10.0.2.0"))).doesNotContain("UC6062", "UC6063");
  }

  @Test
  void notesARingWithoutDevices() {
    publish("10.0.2.0", "10.0.0.0");

    assertThat(codes(plan(RING, "10.0.2.0"))).contains("UC6063").doesNotContain("UC6062");
  }

  private static List<String> codes(Planning.Result result) {
    return result.rings().get(0).outlook().findings().stream().map(Finding::code).toList();
  }

  @Test
  void tellsApprovalsAndWhatEachStepReaches() {
    publish("10.0.2.0", "10.0.0.0");
    enrol(new RingName("EarlyAdopter"), 0, 30);

    Planning.Result result = plan(new RingName("EarlyAdopter"), "10.0.2.0");

    assertThat(result.approvals()).isEqualTo(2);
    assertThat(result.rings().get(0).outlook().ramp())
        .extracting(step -> step.share() + " " + step.devices())
        .containsExactly("10 % 3", "100 % 30");
    assertThat(result.findings()).extracting(Finding::code).contains("UC6003");
  }

  @Test
  void offersLeaveOutWhatIsSupersededOnceTheNextFlightIsSigned() {
    publish("10.0.1.0", "10.0.0.0");
    publish("10.0.2.0", "10.0.0.0");
    publish("10.0.3.0", "10.0.0.0");
    enrol(RING, 0, 1);
    pass(flight(RING, "10.0.1.0"));
    pass(flight(RING, "10.0.2.0"));
    assertThat(offered()).containsExactly("10.0.2.0", "10.0.1.0");

    try (Lease lease = wiring.leases().acquire(PRODUCT, "test")) {
      assertThat(Live.publish(wiring, product, false, lease))
          .as("a ring that passed asks for no key of it")
          .isFalse();
    }
    flight(RING, "10.0.3.0");
    assertThat(offered()).containsExactly("10.0.3.0", "10.0.2.0");

    new RingControl(wiring).act(RingControl.Act.HALT, PRODUCT, RingControl.Wish.newest("a test"));
    assertThat(offered()).containsExactly("10.0.3.0", "10.0.2.0");
  }
}
