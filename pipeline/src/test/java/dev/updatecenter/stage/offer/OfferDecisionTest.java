package dev.updatecenter.stage.offer;

import static dev.updatecenter.stage.flighting.RolloutState.ACTIVE;
import static dev.updatecenter.stage.flighting.RolloutState.HALTED;
import static dev.updatecenter.stage.flighting.RolloutState.PAUSED;
import static dev.updatecenter.stage.offer.TestOffers.decide;
import static dev.updatecenter.stage.offer.TestOffers.device;
import static dev.updatecenter.stage.offer.TestOffers.offer;
import static dev.updatecenter.stage.offer.TestOffers.release;
import static dev.updatecenter.stage.offer.TestOffers.rollout;
import static dev.updatecenter.stage.offer.TestOffers.v;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.flighting.RolloutState;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OfferDecisionTest {
  private static final PackageName APP = new PackageName("msix", "Contoso.Kiosk");
  private static final Offer ONE = offer(release("10.0.2.0"));
  private static final Offer TWO = offer(release("10.0.3.0"), release("10.0.2.0"));

  @Test
  void installsThePackagesThatAreMissingInTheirOrder() {
    OfferDecision decision = decide(ONE, rollout(ONE, "10.0.2.0", ACTIVE, 100), device("10.0.0.0"));

    assertThat(decision)
        .isInstanceOfSatisfying(
            OfferDecision.Install.class,
            install ->
                assertThat(install.packages())
                    .extracting(OfferPackage::kind)
                    .containsExactly("cbs", "msix"));
    assertThat(decision.release()).contains(v("10.0.2.0"));
  }

  @Test
  void installsTheAppAloneWhereTheCustomPackageIsThere() {
    OfferDecision decision = decide(ONE, rollout(ONE, "10.0.2.0", ACTIVE, 100), device("10.0.2.0"));

    assertThat(((OfferDecision.Install) decision).packages())
        .extracting(OfferPackage::kind)
        .containsExactly("msix");
  }

  @Test
  void isUpToDateWithAllPackagesThere() {
    DeviceState whole = device("10.0.2.0", Map.of(APP, v("10.0.2.0")), HaltMemory.NONE);

    assertThat(decide(ONE, rollout(ONE, "10.0.2.0", ACTIVE, 100), whole).wireName())
        .isEqualTo("nothing");
    assertThat(decide(ONE, rollout(ONE, "10.0.2.0", HALTED, 100), whole).wireName())
        .as("a halt asks nothing of those who have it")
        .isEqualTo("nothing");
  }

  @ParameterizedTest
  @CsvSource({
    "ACTIVE, 100, install",
    "ACTIVE, 0, waiting",
    "PAUSED, 100, waiting",
    "HALTED, 100, refused"
  })
  void theRolloutHasTheLastWord(RolloutState state, int share, String decision) {
    assertThat(decide(ONE, rollout(ONE, "10.0.2.0", state, share), device("10.0.0.0")).wireName())
        .isEqualTo(decision);
  }

  @Test
  void aReleaseThatTheRolloutDoesNotNameIsRefused() {
    assertThat(decide(ONE, rollout(ONE), device("10.0.0.0")).reasons())
        .containsExactly("10.0.2.0 is not in the rollout");
  }

  @Test
  void takesTheFirstThatIsActiveAndInWhoseShareItIs() {
    for (RolloutState state : List.of(HALTED, PAUSED)) {
      assertThat(
              decide(
                      TWO,
                      rollout(TWO, "10.0.3.0", state, 100, "10.0.2.0", ACTIVE, 100),
                      device("10.0.0.0"))
                  .release())
          .contains(v("10.0.2.0"));
    }
    assertThat(
            decide(
                    TWO,
                    rollout(TWO, "10.0.3.0", ACTIVE, 0, "10.0.2.0", ACTIVE, 100),
                    device("10.0.0.0"))
                .release())
        .contains(v("10.0.2.0"));
  }

  @Test
  void stepsOnAStoneWhereAFloorIsTooHigh() {
    Floors floor = new Floors(Optional.empty(), Optional.of(v("10.0.2.0")));
    Offer stones = offer(release("10.0.3.0", 0, null, floor), release("10.0.2.0"));
    RolloutDocument rollout = rollout(stones, "10.0.3.0", ACTIVE, 100, "10.0.2.0", ACTIVE, 100);

    assertThat(decide(stones, rollout, device("10.0.0.0")).release()).contains(v("10.0.2.0"));
    assertThat(decide(stones, rollout, device("10.0.2.0")).release()).contains(v("10.0.3.0"));
  }

  @Test
  void refusesBelowEveryFloorAndSaysWhich() {
    Floors floor = new Floors(Optional.of(v("10.0.17763.2114")), Optional.empty());
    Offer high = offer(release("10.0.2.0", 0, null, floor));

    OfferDecision decision =
        decide(high, rollout(high, "10.0.2.0", ACTIVE, 100), device("10.0.0.0"));

    assertThat(decision.wireName()).isEqualTo("refused");
    assertThat(decision.reasons())
        .containsExactly(
            "10.0.2.0 needs OS 10.0.17763.2114 or later, this device runs 10.0.17763.1577");
  }

  @Test
  void anOpenOsTargetHoldsNoPackageBackAndIsWaitedForAfterwards() {
    Offer both = offer(release("10.0.2.0", 0, "10.0.17763.2114", Floors.NONE));
    RolloutDocument rollout = rollout(both, "10.0.2.0", ACTIVE, 100);

    assertThat(decide(both, rollout, device("10.0.0.0")).wireName()).isEqualTo("install");
    OfferDecision after =
        decide(both, rollout, device("10.0.2.0", Map.of(APP, v("10.0.2.0")), HaltMemory.NONE));
    assertThat(after.wireName()).isEqualTo("waiting");
    assertThat(after.reasons()).anyMatch(r -> r.startsWith("OS 10.0.17763.2114 is still to come"));
  }

  @Test
  void anOsReleaseThatIsReachedHidesNoOlderPackages() {
    OfferRelease osOnly =
        new OfferRelease(
            v("10.0.3.0"),
            0,
            Optional.of(TestOffers.OS),
            Optional.empty(),
            Floors.NONE,
            List.of(),
            "");
    Offer mixed = offer(osOnly, release("10.0.2.0"));

    assertThat(
            decide(
                    mixed,
                    rollout(mixed, "10.0.3.0", ACTIVE, 100, "10.0.2.0", ACTIVE, 100),
                    device("10.0.0.0"))
                .release())
        .contains(v("10.0.2.0"));
  }

  @Test
  void neverGoesBackToAnOlderRelease() {
    RolloutDocument rollout = rollout(TWO, "10.0.3.0", HALTED, 100, "10.0.2.0", ACTIVE, 100);

    assertThat(
            decide(TWO, rollout, device("10.0.3.0", Map.of(APP, v("10.0.3.0")), HaltMemory.NONE))
                .wireName())
        .isEqualTo("nothing");
    assertThat(decide(TWO, rollout, device("10.0.3.0")).wireName())
        .as("its app is missing, and the release is halted")
        .isEqualTo("refused");
  }

  @Test
  void whoSawAHaltGoesOnOnlyWhenTheRingsSignersSaySo() {
    TreeMap<PackageVersion, Integer> seen = new TreeMap<>(Map.of(v("10.0.2.0"), 0));
    DeviceState burnt = device("10.0.0.0", Map.of(), new HaltMemory(seen));
    Offer resumed = offer(release("10.0.2.0", 1, null, Floors.NONE));

    assertThat(decide(ONE, rollout(ONE, "10.0.2.0", ACTIVE, 100), burnt).wireName())
        .as("the online key alone")
        .isEqualTo("refused");
    assertThat(decide(resumed, rollout(resumed, "10.0.2.0", ACTIVE, 100), burnt).wireName())
        .isEqualTo("install");
  }

  @Test
  void remembersEachHaltAtTheHighestCount() {
    Offer resumed = offer(release("10.0.2.0", 1, null, Floors.NONE));
    HaltMemory once = HaltMemory.NONE.after(ONE, rollout(ONE, "10.0.2.0", HALTED, 100));
    HaltMemory twice = once.after(resumed, rollout(resumed, "10.0.2.0", HALTED, 100));

    assertThat(once.seen()).containsExactly(Map.entry(v("10.0.2.0"), 0));
    assertThat(twice.seen()).containsExactly(Map.entry(v("10.0.2.0"), 1));
    assertThat(twice.after(resumed, rollout(resumed, "10.0.2.0", ACTIVE, 100))).isEqualTo(twice);
  }

  @Test
  void refusesWhatIsNotForThisDevice() {
    RolloutDocument rollout = rollout(ONE, "10.0.2.0", ACTIVE, 100);
    DeviceState fits = device("10.0.0.0");
    DeviceState otherBoard =
        new DeviceState(
            fits.id(),
            fits.product(),
            fits.ring(),
            fits.hardwareIds(),
            "CK-BB-01",
            fits.os(),
            fits.ocp(),
            fits.release(),
            fits.installed(),
            fits.halts());

    assertThat(decide(ONE, rollout, otherBoard).reasons())
        .singleElement()
        .asString()
        .startsWith("another model");
    assertThat(OfferDecision.decide(ONE, ContentDigest.of(new byte[0]), rollout, fits).reasons())
        .containsExactly("the rollout is about another revision of the offer");
  }

  @Test
  void refusesAPackageOfAKindItCannotInstall() {
    OfferPackage firmware = TestOffers.pkg("capsule", "Contoso.Firmware", "10.0.2.0", "fw.cap");
    OfferRelease later =
        new OfferRelease(
            v("10.0.2.0"),
            0,
            Optional.empty(),
            Optional.empty(),
            Floors.NONE,
            List.of(firmware),
            "");
    Offer offer = offer(later);

    assertThat(decide(offer, rollout(offer, "10.0.2.0", ACTIVE, 100), device("10.0.0.0")).reasons())
        .containsExactly(
            "10.0.2.0 has a package of kind capsule, which this device cannot install");
  }
}
