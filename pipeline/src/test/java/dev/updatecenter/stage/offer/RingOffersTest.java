package dev.updatecenter.stage.offer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.HaltRules;
import dev.updatecenter.stage.flighting.RingRelease;
import dev.updatecenter.stage.flighting.TestFlights;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.publishing.TestReleases;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RingOffersTest {
  private static final DeviceModel MODEL = TestModels.kiosk();
  private static final List<PublishedRelease> RELEASES =
      List.of(release("10.0.3.0"), release("10.0.2.0"), release("10.0.1.0"));

  private static PublishedRelease release(String version) {
    return TestReleases.ocp(
        version, TestFlights.settings(TestOffers.RING, TestFlights.allEnrolled()));
  }

  private static Flight flight(String version, boolean passed, RingRelease standing) {
    return TestFlights.flight(release(version), HaltRules.DEFAULT, passed, standing);
  }

  private static Flight flight(String version, boolean passed) {
    return flight(version, passed, TestFlights.standing("1"));
  }

  private static Offer after(Optional<Offer> published, Flight... flights) {
    return new RingOffers(MODEL, List.of(flights), RELEASES).after(TestOffers.RING, published);
  }

  private static List<String> versions(Offer offer) {
    return offer.releases().stream()
        .map(OfferRelease::version)
        .map(PackageVersion::toString)
        .toList();
  }

  @Test
  void aRingThatPassesChangesNoOffer() {
    Offer published = after(Optional.empty(), flight("10.0.1.0", true), flight("10.0.2.0", false));

    Offer next = after(Optional.of(published), flight("10.0.1.0", true), flight("10.0.2.0", true));

    assertThat(next).isEqualTo(published);
    assertThat(versions(next)).containsExactly("10.0.2.0", "10.0.1.0");
  }

  @Test
  void theNextFlightLeavesOutWhatThePassedOneSupersedes() {
    Offer published = after(Optional.empty(), flight("10.0.1.0", true), flight("10.0.2.0", false));

    Offer next =
        after(
            Optional.of(published),
            flight("10.0.1.0", true),
            flight("10.0.2.0", true),
            flight("10.0.3.0", false));

    assertThat(versions(next)).containsExactly("10.0.3.0", "10.0.2.0");
  }

  @Test
  void whatWasLeftOutStaysOutWhenTheOneInItsPlaceIsHalted() {
    Offer published =
        after(
            Optional.empty(),
            flight("10.0.1.0", true),
            flight("10.0.2.0", true),
            flight("10.0.3.0", false));
    RingRelease halted = TestFlights.standing("1").halt("bricks");

    Offer next =
        after(
            Optional.of(published),
            flight("10.0.1.0", true),
            flight("10.0.2.0", true, halted),
            flight("10.0.3.0", false, halted));

    assertThat(next).as("a halt asks for no ring's key").isEqualTo(published);
    assertThat(versions(next)).containsExactly("10.0.3.0", "10.0.2.0");
  }

  @Test
  void aHaltBeforeTheNextFlightKeepsTheOlderRelease() {
    Offer published = after(Optional.empty(), flight("10.0.1.0", true), flight("10.0.2.0", true));
    Offer next =
        after(
            Optional.empty(),
            flight("10.0.1.0", true),
            flight("10.0.2.0", true, TestFlights.standing("1").halt("bricks")),
            flight("10.0.3.0", false));

    assertThat(versions(published)).containsExactly("10.0.2.0");
    assertThat(versions(next)).containsExactly("10.0.3.0", "10.0.2.0", "10.0.1.0");
  }

  @Test
  void aResumeAfterAHaltIsSignedAnew() {
    Offer published = after(Optional.empty(), flight("10.0.1.0", false));
    RingRelease resumed = TestFlights.standing("1").halt("x").resumeAfterHalt();

    Offer next = after(Optional.of(published), flight("10.0.1.0", false, resumed));

    assertThat(next.releases()).singleElement().extracting(OfferRelease::resumed).isEqualTo(1);
  }
}
