package dev.updatecenter.app.jobs.view;

import static dev.updatecenter.kernel.core.RingName.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.app.jobs.FlightHome;
import dev.updatecenter.app.jobs.RingControl;
import dev.updatecenter.app.jobs.view.DeviceExplanation.Explained;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.Rollout;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.offer.OfferDecision;
import dev.updatecenter.stage.reporting.EnrolledDevice;
import dev.updatecenter.stage.reporting.InstallOutcome;
import dev.updatecenter.stage.reporting.TestDevice;
import dev.updatecenter.testing.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DeviceExplanationTest {
  private static final Instant EIGHT = Instant.parse("2026-11-20T08:00:00Z");

  private final SettableClock clock = new SettableClock(EIGHT);
  private final FlightHome home;
  private final TestDevice device = TestDevice.create();

  DeviceExplanationTest(@TempDir Path folder) {
    this.home = new FlightHome(folder.resolve("home"), clock);
  }

  @AfterEach
  void close() {
    home.close();
  }

  private Explained now() {
    return explain(Optional.empty());
  }

  private Explained at(Instant at) {
    return explain(Optional.of(at));
  }

  private Explained explain(Optional<Instant> at) {
    EnrolledDevice found =
        new DeviceSearch(home.wiring()).require(device.key().id().toString()).get(0);
    return new DeviceExplanation(home.wiring()).explain(found, at);
  }

  @Test
  void deviceThatNeverReportedIsTakenToRunItsImage() {
    home.publish("10.0.2.0");
    home.enrol(PREVIEW, device);
    home.flight(PREVIEW, "10.0.2.0");

    Explained explained = now();

    assertThat(explained.facts().source()).isEqualTo(DeviceFacts.Source.BASELINE);
    assertThat(explained.facts().os()).isEqualTo(FlightHome.BASELINE);
    assertThat(explained.decision()).isInstanceOf(OfferDecision.Install.class);
    assertThat(explained.findings()).isEmpty();
  }

  @Test
  void deviceThatReportedSuccessIsUpToDate() {
    home.publish("10.0.2.0");
    home.enrol(PREVIEW, device);
    home.flight(PREVIEW, "10.0.2.0");
    clock.pass(Duration.ofHours(1));
    home.report(device, PREVIEW, "10.0.2.0", InstallOutcome.SUCCEEDED, clock.instant());

    Explained explained = now();

    assertThat(explained.decision()).isInstanceOf(OfferDecision.Nothing.class);
    assertThat(explained.releases().get(0).sentences())
        .contains("the device said 'succeeded' at 2026-11-20T09:00:00Z");
  }

  @Test
  void haltIsTheReasonWhyNothingIsOffered() {
    home.publish("10.0.2.0");
    home.enrol(PREVIEW, device);
    home.flight(PREVIEW, "10.0.2.0");
    home.act(RingControl.Act.HALT, PREVIEW);

    assertThat(now().decision()).isInstanceOf(OfferDecision.Refused.class);
    assertThat(now().decision().reasons()).containsExactly("10.0.2.0 is halted: a test");
    assertThat(now().releases().get(0).state()).isEqualTo("halted");
  }

  @Test
  void haltThatWasTakenBackIsNoReasonAnyMore() {
    home.publish("10.0.2.0");
    home.enrol(PREVIEW, device);
    home.flight(PREVIEW, "10.0.2.0");
    home.act(RingControl.Act.HALT, PREVIEW);
    home.act(RingControl.Act.RESUME, PREVIEW);
    assertThat(now().decision().wireName()).isEqualTo("install");

    // As where the ring's signers have not signed the offer yet.
    home.wiring().flights().save(resumedOnceMore());

    assertThat(now().decision().reasons())
        .containsExactly("10.0.2.0 was halted and the ring's signers have not resumed it");
  }

  private Rollout resumedOnceMore() {
    PackageVersion version = PackageVersion.parse("10.0.2.0");
    Rollout rollout = home.wiring().flights().rollout(FlightHome.PRODUCT);
    return rollout.halt(PREVIEW, version, "again").resumeAfterHalt(PREVIEW, version);
  }

  @Test
  void shareOfTheRingIsToldWithThePlaceOfTheDevice() {
    home.publish("10.0.2.0");
    home.enrol(PREVIEW, TestDevice.create());
    home.enrol(FlightHome.EARLY, device);
    home.pass(home.flight(PREVIEW, "10.0.2.0"));
    home.flight(FlightHome.EARLY, "10.0.2.0");

    ReleaseStanding standing = now().releases().get(0);

    boolean in = standing.position().orElseThrow().compareTo(standing.share().orElseThrow()) <= 0;
    assertThat(now().decision().wireName()).isEqualTo(in ? "install" : "waiting");
    assertThat(standing.sentences()).anyMatch(s -> s.startsWith("its gate holds: "));
  }

  @Test
  void ringThatWasNotFlightedSaysWhoHoldsTheReleaseBack() {
    home.publish("10.0.2.0");
    home.enrol(PREVIEW, TestDevice.create());
    home.enrol(FlightHome.EARLY, device);
    home.flight(PREVIEW, "10.0.2.0");

    Explained explained = now();

    assertThat(explained.decision().reasons())
        .containsExactly("nothing was flighted to EarlyAdopter");
    assertThat(explained.releases().get(0).sentences())
        .contains("it is published, and not flighted to EarlyAdopter", "Preview is active with it")
        .anyMatch(s -> s.startsWith("Preview: its gate holds: "));
  }

  @Test
  void pastIsToldByTheRolloutAndTheReportsOfThatTime() {
    home.publish("10.0.2.0");
    home.enrol(PREVIEW, device);
    home.flight(PREVIEW, "10.0.2.0");
    clock.pass(Duration.ofHours(2));
    home.report(device, PREVIEW, "10.0.2.0", InstallOutcome.SUCCEEDED, clock.instant());
    clock.pass(Duration.ofHours(2));
    home.act(RingControl.Act.HALT, PREVIEW);
    clock.pass(Duration.ofHours(2));

    assertThat(at(EIGHT.plus(Duration.ofHours(1))).decision().wireName()).isEqualTo("install");
    assertThat(at(EIGHT.plus(Duration.ofHours(3))).decision().wireName()).isEqualTo("nothing");
    assertThat(at(EIGHT.plus(Duration.ofHours(3))).releases().get(0).state()).isEqualTo("active");
    assertThat(at(EIGHT.plus(Duration.ofHours(5))).releases().get(0).state()).isEqualTo("halted");
    assertThat(at(EIGHT.plus(Duration.ofHours(1))).facts().votes()).isEmpty();
  }

  @Test
  void ringOfThePastIsTheOneThatTheAuditLogHas() {
    home.publish("10.0.2.0");
    home.enrol(PREVIEW, device);
    home.flight(PREVIEW, "10.0.2.0");
    clock.pass(Duration.ofHours(2));
    home.enrol(FlightHome.EARLY, device);

    assertThat(now().facts().ring()).isEqualTo(FlightHome.EARLY);
    assertThat(at(EIGHT.plus(Duration.ofHours(1))).facts().ring()).isEqualTo(PREVIEW);
    assertThat(at(EIGHT.plus(Duration.ofHours(1))).decision().wireName()).isEqualTo("install");
  }

  @Test
  void momentsThatNothingIsKeptFromAreRefused() {
    home.publish("10.0.2.0");
    home.enrol(PREVIEW, device);
    assertCode(() -> at(EIGHT.minusSeconds(1)), "UC7032");
    home.flight(PREVIEW, "10.0.2.0");

    assertCode(() -> at(EIGHT.minusSeconds(1)), "UC7032");
    assertCode(() -> at(EIGHT.plusSeconds(1)), "UC7033");
  }

  @Test
  void staleMetadataIsToldOf() {
    home.publish("10.0.2.0");
    home.enrol(PREVIEW, device);
    home.flight(PREVIEW, "10.0.2.0");
    clock.pass(Duration.ofDays(4));

    assertThat(now().findings()).singleElement().extracting("code").isEqualTo("UC7034");
  }

  @Test
  void decisionThatIsNotPublishedYetIsToldOf() {
    home.publish("10.0.2.0");
    home.enrol(PREVIEW, device);
    home.flight(PREVIEW, "10.0.2.0");
    home.wiring()
        .flights()
        .save(
            home.wiring()
                .flights()
                .rollout(FlightHome.PRODUCT)
                .halt(PREVIEW, PackageVersion.parse("10.0.2.0"), "on record alone"));

    assertThat(now().decision().wireName()).isEqualTo("install");
    assertThat(now().findings()).singleElement().extracting("code").isEqualTo("UC7035");
  }

  @Test
  void devicesAreNamedByOneIdOrItsFirstDigits() {
    DeviceId id = home.enrol(PREVIEW, device);
    DeviceSearch search = new DeviceSearch(home.wiring());

    assertThat(search.require(id.toString().substring(0, 12)))
        .extracting(EnrolledDevice::device)
        .containsExactly(id);
    for (String none :
        List.of("kiosk-7", "3f2a", id + "0", id.toString().toUpperCase(Locale.ROOT))) {
      assertCode(() -> search.require(none), "UC7031");
    }
    assertCode(() -> search.require("0".repeat(64)), "UC7030");
  }

  private static void assertCode(
      org.assertj.core.api.ThrowableAssert.ThrowingCallable act, String code) {
    assertThatThrownBy(act)
        .isInstanceOfSatisfying(
            UpdateCenterException.class, e -> assertThat(e.code()).isEqualTo(code));
  }
}
