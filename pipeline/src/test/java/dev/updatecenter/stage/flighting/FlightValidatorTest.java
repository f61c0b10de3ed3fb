package dev.updatecenter.stage.flighting;

import static dev.updatecenter.kernel.core.RingName.EARLY_ADOPTER;
import static dev.updatecenter.kernel.core.RingName.PREVIEW;
import static dev.updatecenter.stage.flighting.TestFlights.PRODUCT;
import static dev.updatecenter.stage.flighting.TestFlights.allEnrolled;
import static dev.updatecenter.stage.flighting.TestFlights.flight;
import static dev.updatecenter.stage.flighting.TestFlights.sample;
import static dev.updatecenter.stage.flighting.TestFlights.settings;
import static dev.updatecenter.stage.flighting.TestFlights.standing;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.publishing.TestReleases;
import dev.updatecenter.stage.submission.RingSettings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlightValidatorTest {
  private static final PackageVersion V2 = PackageVersion.parse("10.0.2.0");
  private static final FlightRequest TO_PREVIEW = FlightRequest.of(PRODUCT, PREVIEW, V2);
  private static final FlightRequest TO_EARLY = FlightRequest.of(PRODUCT, EARLY_ADOPTER, V2);
  private static final RingSettings FIRST = settings(PREVIEW, allEnrolled());
  private static final RingSettings SECOND =
      settings(EARLY_ADOPTER, sample(50, 0.95, 0.03), 10, 0, 100, 24);
  private static final PublishedRelease RELEASE = TestReleases.ocp("10.0.2.0", FIRST, SECOND);

  private static FlightContext context(boolean skipping, Flight... flights) {
    return new FlightContext(
        List.of(
            new FlightRing(PREVIEW, 12, List.of(flights)),
            new FlightRing(EARLY_ADOPTER, 100, List.of(flights))),
        skipping);
  }

  private static Flight inPreview(String version, boolean passed) {
    return flight(TestReleases.ocp(version, FIRST), HaltRules.DEFAULT, passed, standing("1"));
  }

  private static List<String> codes(
      FlightRequest request, PublishedRelease release, FlightContext context) {
    return new FlightValidator()
        .check(request, Optional.of(release), context).stream().map(Finding::code).toList();
  }

  @Test
  void letsAPublishedReleaseIntoTheFirstRing() {
    assertThat(codes(TO_PREVIEW, RELEASE, context(false))).isEmpty();
  }

  @Test
  void letsAReleaseThatPassedIntoTheNextRing() {
    assertThat(codes(TO_EARLY, RELEASE, context(false, inPreview("10.0.2.0", true)))).isEmpty();
  }

  @Test
  void refusesAReleaseThatIsNotPublished() {
    assertThat(new FlightValidator().check(TO_PREVIEW, Optional.empty(), context(false)))
        .extracting(Finding::code)
        .containsExactly("UC6001");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.2.0", "10.0.3.0"})
  void refusesAVersionThatIsNotHigherThanTheRingHas(String present) {
    assertThat(codes(TO_PREVIEW, RELEASE, context(false, inPreview(present, true))))
        .containsExactly("UC6002");
  }

  @Test
  void refusesTheNextRingBeforeTheFirstHasPassed() {
    assertThat(codes(TO_EARLY, RELEASE, context(false, inPreview("10.0.2.0", false))))
        .containsExactly("UC6003");
    assertThat(codes(TO_EARLY, RELEASE, context(false))).containsExactly("UC6003");
  }

  @Test
  void refusesTheNextRingWhenThePassedOneIsHaltedSince() {
    Flight halted = flight(RELEASE, HaltRules.DEFAULT, true, standing("1").halt("bricks"));

    assertThat(codes(TO_EARLY, RELEASE, context(false, halted))).containsExactly("UC6003");
  }

  @Test
  void skipsARingOnlyWithAReasonAndThePolicysLeave() {
    FlightRequest skipping = skipping("Preview lab is flooded");

    assertThat(new FlightValidator().check(skipping, Optional.of(RELEASE), context(true)))
        .singleElement()
        .satisfies(
            finding -> {
              assertThat(finding.severity()).isEqualTo(Severity.WARNING);
              assertThat(finding.why()).contains("Preview lab is flooded");
            });
    assertThat(errors(skipping, context(false))).isEqualTo(1);
    assertThat(errors(skipping(" "), context(true))).isEqualTo(1);
  }

  private static FlightRequest skipping(String reason) {
    return new FlightRequest(
        PRODUCT, EARLY_ADOPTER, V2, Optional.empty(), Optional.empty(), Optional.of(reason));
  }

  private static long errors(FlightRequest request, FlightContext context) {
    return new FlightValidator()
        .check(request, Optional.of(RELEASE), context).stream()
            .filter(f -> f.severity() == Severity.ERROR)
            .count();
  }

  @Test
  void refusesAGateThatTheRingCannotReach() {
    RingSettings tooMany = settings(PREVIEW, sample(13, 0.2, 0.03));
    RingSettings tooSure = settings(PREVIEW, sample(1, 0.95, 0.03));
    RingSettings certain = settings(PREVIEW, sample(1, 1, 0.03));

    for (RingSettings settings : List.of(tooMany, tooSure, certain)) {
      assertThat(codes(TO_PREVIEW, TestReleases.ocp("10.0.2.0", settings), context(false)))
          .containsExactly("UC6004");
    }
  }

  @Test
  void refusesARingThatProductOrReleaseDoesNotKnow() {
    FlightRequest stranger = FlightRequest.of(PRODUCT, new RingName("Canary"), V2);

    assertThat(codes(stranger, RELEASE, context(false))).containsExactly("UC6005");
    assertThat(codes(TO_PREVIEW, TestReleases.ocp("10.0.2.0", SECOND), context(false)))
        .containsExactly("UC6005");
  }

  @Test
  void refusesTargetsThatTheReleaseDoesNotCarry() {
    FlightRequest other =
        new FlightRequest(
            PRODUCT,
            PREVIEW,
            V2,
            Optional.of(PackageVersion.parse("10.0.17763.2114")),
            Optional.of(PackageVersion.parse("10.0.9.0")),
            Optional.empty());

    assertThat(codes(other, RELEASE, context(false))).containsExactly("UC6006", "UC6006");
  }

  @Test
  void refusesARampThatFallsOrEndsBeforeEveryone() {
    RingSettings falls = settings(PREVIEW, allEnrolled(), 50, 0, 10, 24, 100, 48);
    RingSettings early = settings(PREVIEW, allEnrolled(), 10, 24, 100, 1);
    RingSettings ends = settings(PREVIEW, allEnrolled(), 10, 0, 50, 24);

    for (RingSettings settings : List.of(falls, early, ends)) {
      assertThat(codes(TO_PREVIEW, TestReleases.ocp("10.0.2.0", settings), context(false)))
          .containsExactly("UC6007");
    }
  }
}
