package dev.updatecenter.stage.offer;

import static dev.updatecenter.stage.offer.TestOffers.offer;
import static dev.updatecenter.stage.offer.TestOffers.pkg;
import static dev.updatecenter.stage.offer.TestOffers.v;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.HaltRules;
import dev.updatecenter.stage.flighting.RingRelease;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.flighting.TestFlights;
import dev.updatecenter.stage.publishing.TestReleases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class OfferPruningTest {
  private static final OfferPackage APP_1 = pkg("msix", "Contoso.Kiosk", "10.0.1.0", "k.msix");
  private static final OfferPackage APP_2 = pkg("msix", "Contoso.Kiosk", "10.0.2.0", "k.msix");
  private static final OfferPackage OTHER = pkg("msix", "Contoso.Other", "10.0.1.0", "o.msix");
  private static final OfferPackage DRIVER_1 = pkg("cbs", "Contoso.Touch", "10.0.1.0", "t.cab");
  private static final OfferPackage DRIVER_2 = pkg("cbs", "Contoso.Touch", "10.0.2.0", "t.cab");
  private static final OfferRelease ONE = release("10.0.1.0", "10.0.1.0", null, null, DRIVER_1);
  private static final OfferRelease TWO = release("10.0.2.0", "10.0.2.0", null, null, DRIVER_2);

  private static OfferRelease release(
      String version,
      @Nullable String ocp,
      @Nullable String os,
      @Nullable String floor,
      OfferPackage... packages) {
    return new OfferRelease(
        v(version),
        0,
        Optional.ofNullable(os).map(PackageVersion::parse),
        Optional.ofNullable(ocp).map(PackageVersion::parse),
        new Floors(Optional.empty(), Optional.ofNullable(floor).map(PackageVersion::parse)),
        Arrays.asList(packages),
        "");
  }

  private static Flight flight(String version, RingRelease standing, boolean passed) {
    return TestFlights.flight(
        TestReleases.ocp(version, TestFlights.settings(TestOffers.RING, TestFlights.allEnrolled())),
        HaltRules.DEFAULT,
        passed,
        standing);
  }

  private static List<String> pruned(OfferRelease newer, OfferRelease older, Flight flight) {
    return OfferPruning.prune(offer(newer, older), List.of(flight)).releases().stream()
        .map(r -> r.version().toString())
        .toList();
  }

  private static final Flight PASSED = flight("10.0.2.0", TestFlights.standing("1"), true);

  static List<Arguments> superseded() {
    return List.of(
        Arguments.of("a higher custom package", TWO, ONE),
        Arguments.of(
            "a higher custom package that dropped an app",
            TWO,
            release("10.0.1.0", "10.0.1.0", null, null, DRIVER_1, APP_1)),
        Arguments.of(
            "the same app in a higher version",
            release("10.0.2.0", null, null, null, APP_2),
            release("10.0.1.0", null, null, null, APP_1)),
        Arguments.of(
            "a lower floor",
            release("10.0.2.0", "10.0.2.0", null, "10.0.0.0", DRIVER_2),
            release("10.0.1.0", "10.0.1.0", null, "10.0.0.5", DRIVER_1)),
        Arguments.of(
            "a higher OS",
            release("10.0.2.0", null, "10.0.17763.3000", null),
            release("10.0.1.0", null, "10.0.17763.2114", null)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("superseded")
  void dropsWhatNoDeviceIsGivenAnyMore(String why, OfferRelease newer, OfferRelease older) {
    assertThat(pruned(newer, older, PASSED)).as(why).containsExactly("10.0.2.0");
  }

  static List<Arguments> needed() {
    return List.of(
        Arguments.of(
            "a stepping stone", release("10.0.2.0", "10.0.2.0", null, "10.0.1.0", DRIVER_2), ONE),
        Arguments.of(
            "a floor where there was none",
            release("10.0.2.0", "10.0.2.0", null, "10.0.0.0", DRIVER_2),
            ONE),
        Arguments.of(
            "an app that a device past the custom package still lacks",
            TWO,
            release("10.0.1.0", null, null, null, APP_1)),
        Arguments.of(
            "an app of another name",
            release("10.0.2.0", null, null, null, APP_2),
            release("10.0.1.0", null, null, null, OTHER)),
        Arguments.of(
            "an OS that the newer one does not name",
            release("10.0.2.0", null, null, null, APP_2),
            release("10.0.1.0", null, "10.0.17763.2114", null, APP_1)),
        Arguments.of(
            "a kind that not every device installs",
            release(
                "10.0.2.0",
                "10.0.2.0",
                null,
                null,
                DRIVER_2,
                pkg("capsule", "Contoso.Firmware", "10.0.2.0", "f.cap")),
            ONE),
        Arguments.of(
            "a custom package that did not rise",
            release("10.0.2.0", "10.0.1.0", null, null, APP_2),
            release("10.0.1.0", "10.0.1.5", null, null, DRIVER_1)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("needed")
  void keepsWhatSomeDeviceMayBeGiven(String why, OfferRelease newer, OfferRelease older) {
    assertThat(pruned(newer, older, PASSED)).as(why).containsExactly("10.0.2.0", "10.0.1.0");
  }

  static List<Arguments> unsettled() {
    RingRelease all = TestFlights.standing("1");
    return List.of(
        Arguments.of("its gate is open", flight("10.0.2.0", all, false)),
        Arguments.of("it is paused", flight("10.0.2.0", all.pause("x"), true)),
        Arguments.of("it is halted", flight("10.0.2.0", all.halt("x"), true)),
        Arguments.of("at a part", flight("10.0.2.0", TestFlights.standing("0.5"), true)),
        Arguments.of("of another release", flight("10.0.3.0", all, true)));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unsettled")
  void keepsTheOlderOneWhileTheNewerOneMayStop(String why, Flight newer) {
    assertThat(pruned(TWO, ONE, newer)).as(why).containsExactly("10.0.2.0", "10.0.1.0");
  }

  @Test
  void aStoneStaysUnderWhatWasDroppedBetween() {
    OfferRelease four = release("10.0.4.0", "10.0.4.0", null, "10.0.2.0", DRIVER_2);
    OfferRelease three = release("10.0.3.0", "10.0.3.0", null, "10.0.2.0", DRIVER_2);
    List<Flight> flights =
        List.of(
            PASSED,
            flight("10.0.3.0", TestFlights.standing("1"), true),
            flight("10.0.4.0", TestFlights.standing("1"), true));

    assertThat(OfferPruning.prune(offer(four, three, TWO, ONE), flights).releases())
        .extracting(OfferRelease::version)
        .containsExactly(v("10.0.4.0"), v("10.0.2.0"));
  }

  @Test
  void prunedAndWholeOfferDecideAlike() {
    Random random = new Random(38);
    int dropped = 0;
    List<String> installs = new ArrayList<>();
    for (int n = 0; n < 2_000; n++) {
      RandomCatalogue catalogue = new RandomCatalogue(random);
      Offer whole = catalogue.whole();
      Offer pruned = OfferPruning.prune(whole, catalogue.flights());
      dropped += whole.releases().size() - pruned.releases().size();
      RolloutDocument before = catalogue.rollout(whole);
      RolloutDocument after = catalogue.rollout(pruned);
      for (int d = 0; d < 25; d++) {
        DeviceState device = catalogue.device();
        OfferDecision full = TestOffers.decide(whole, before, device);
        OfferDecision left = TestOffers.decide(pruned, after, device);
        assertThat(said(left))
            .as("catalogue %s: %s for %s", n, whole, device)
            .isEqualTo(said(full));
        installs.add(full.wireName());
      }
    }

    assertThat(dropped).as("releases that were dropped").isGreaterThan(500);
    assertThat(installs).as("devices that install").contains("install", "refused", "waiting");
  }

  /** All but the words: they name what was dropped. */
  private static List<Object> said(OfferDecision decision) {
    return List.of(
        decision.wireName(),
        decision.release(),
        decision instanceof OfferDecision.Install install ? install.packages() : List.of());
  }

  @Test
  void haltOfWhatSupersededGivesNobodyAnythingElse() {
    Offer pruned = OfferPruning.prune(offer(TWO, ONE), List.of(PASSED));
    RolloutDocument halted =
        TestOffers.rollout(
            pruned, "10.0.2.0", RolloutState.HALTED, 100, "10.0.1.0", RolloutState.ACTIVE, 100);

    assertThat(TestOffers.decide(pruned, halted, TestOffers.device("10.0.0.0")).wireName())
        .isEqualTo("refused");
  }
}
