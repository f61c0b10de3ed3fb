package dev.updatecenter.stage.planning.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.stage.flighting.RingRelease;
import dev.updatecenter.stage.flighting.RunningState;
import dev.updatecenter.stage.flighting.TestFlights;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.offer.Floors;
import dev.updatecenter.stage.offer.Offer;
import dev.updatecenter.stage.offer.OfferPackage;
import dev.updatecenter.stage.offer.OfferRelease;
import dev.updatecenter.stage.offer.TestModels;
import dev.updatecenter.stage.publishing.TestReleases;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SteppingStonesTest {
  private static final DeviceModel MODEL = TestModels.kiosk();
  private static final RingName RING = RingName.PREVIEW;
  private static final String OLD_OS = "10.0.17763.1577";
  private static final String NEW_OS = "10.0.17763.2114";
  private static final RingRelease ALL = TestFlights.standing("1");

  private static final OfferRelease ONE = ocp("10.0.1.0", null, null, null);
  private static final OfferRelease TWO = ocp("10.0.2.0", null, "10.0.1.0", null);
  private static final OfferRelease THREE = ocp("10.0.3.0", null, "10.0.2.0", null);
  private static final OfferRelease THREE_ON_NEW_OS = ocp("10.0.3.0", NEW_OS, null, null);
  private static final OfferRelease OS_ALONE =
      new OfferRelease(
          v("10.0.2.0"), 0, Optional.of(v(NEW_OS)), Optional.empty(), Floors.NONE, List.of(), "");

  private static PackageVersion v(String text) {
    return PackageVersion.parse(text);
  }

  private static OfferRelease ocp(
      String version, @Nullable String osFloor, @Nullable String ocpFloor, @Nullable String os) {
    return new OfferRelease(
        v(version),
        0,
        Optional.ofNullable(os).map(PackageVersion::parse),
        Optional.of(v(version)),
        new Floors(
            Optional.ofNullable(osFloor).map(PackageVersion::parse),
            Optional.ofNullable(ocpFloor).map(PackageVersion::parse)),
        List.of(OfferPackage.of(TestReleases.cbs(version))),
        "");
  }

  private static RingSight sight(UnaryOperator<RingRelease> ofStones, OfferRelease... newestFirst) {
    SortedMap<PackageVersion, RingRelease> standings = new TreeMap<>();
    for (int i = 0; i < newestFirst.length; i++) {
      standings.put(newestFirst[i].version(), i == 0 ? ALL : ofStones.apply(ALL));
    }
    return RingSight.of(
        new Offer(MODEL.product(), RING, List.of(MODEL.target()), Arrays.asList(newestFirst)),
        standings);
  }

  private static RunningState runs(String os, String ocp) {
    return new RunningState(Optional.of(v(os)), Optional.of(v(ocp)), Optional.empty(), 3);
  }

  private static SteppingStones.Way way(RingSight sight, RunningState state) {
    ReportedDevices devices = new ReportedDevices(MODEL, RING, List.of());
    return new SteppingStones(sight).from(devices.of(state, ReportedDevices.ANYBODY));
  }

  static List<Arguments> ways() {
    return List.of(
        Arguments.of(
            "at once", sight(r -> r, THREE_ON_NEW_OS), runs(NEW_OS, "10.0.0.0"), "10.0.3.0"),
        Arguments.of(
            "over two stones",
            sight(r -> r, THREE, TWO, ONE),
            runs(OLD_OS, "10.0.0.0"),
            "10.0.1.0,10.0.2.0,10.0.3.0"),
        Arguments.of(
            "from between them",
            sight(r -> r, THREE, TWO, ONE),
            runs(OLD_OS, "10.0.1.5"),
            "10.0.2.0,10.0.3.0"),
        Arguments.of(
            "over an OS",
            sight(r -> r, THREE_ON_NEW_OS, OS_ALONE),
            runs(OLD_OS, "10.0.0.0"),
            "10.0.2.0,10.0.3.0"),
        Arguments.of(
            "over a stone that is paused",
            sight(r -> r.pause("lunch"), THREE, TWO),
            runs(OLD_OS, "10.0.1.0"),
            "10.0.2.0,10.0.3.0"),
        Arguments.of(
            "over a stone at a part of the ring",
            sight(r -> TestFlights.standing("0.01"), THREE, TWO),
            runs(OLD_OS, "10.0.1.0"),
            "10.0.2.0,10.0.3.0"),
        Arguments.of("has it", sight(r -> r, THREE), runs(OLD_OS, "10.0.3.0"), ""),
        Arguments.of("is beyond it", sight(r -> r, THREE), runs(OLD_OS, "10.0.9.0"), ""));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("ways")
  void leadsToTheNewestRelease(String why, RingSight sight, RunningState from, String steps) {
    SteppingStones.Way way = way(sight, from);

    assertThat(way.arrives()).as(why + ": " + way.obstacles()).isTrue();
    assertThat(String.join(",", way.steps().stream().map(PackageVersion::toString).toList()))
        .isEqualTo(steps);
  }

  static List<Arguments> deadEnds() {
    return List.of(
        Arguments.of(
            "a floor without a stone",
            sight(r -> r, THREE),
            runs(OLD_OS, "10.0.0.0"),
            "10.0.3.0 needs OCP 10.0.2.0 or later, this device runs 10.0.0.0"),
        Arguments.of(
            "a stone is missing between",
            sight(r -> r, THREE, ONE),
            runs(OLD_OS, "10.0.0.0"),
            "10.0.3.0 needs OCP 10.0.2.0 or later, this device runs 10.0.1.0"),
        Arguments.of(
            "the stone is halted",
            sight(r -> r.halt("bricks"), THREE, TWO),
            runs(OLD_OS, "10.0.1.0"),
            "10.0.2.0 is halted: bricks"),
        Arguments.of(
            "an OS that no release brings",
            sight(r -> r, THREE_ON_NEW_OS),
            runs(OLD_OS, "10.0.0.0"),
            "10.0.3.0 needs OS 10.0.17763.2114 or later, this device runs 10.0.17763.1577"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("deadEnds")
  void saysWhatStandsInTheWay(String why, RingSight sight, RunningState from, String obstacle) {
    SteppingStones.Way way = way(sight, from);

    assertThat(way.arrives()).as(why).isFalse();
    assertThat(way.obstacles()).contains(obstacle);
  }

  @Test
  void aHaltedNewestReleaseIsNoGoal() {
    RingSight sight =
        RingSight.of(
            new Offer(MODEL.product(), RING, List.of(MODEL.target()), List.of(THREE, ONE)),
            new TreeMap<>(java.util.Map.of(v("10.0.3.0"), ALL.halt("bricks"), v("10.0.1.0"), ALL)));

    assertThat(new SteppingStones(sight).goal()).contains(v("10.0.1.0"));
    assertThat(way(sight, runs(OLD_OS, "10.0.0.0")).steps()).containsExactly(v("10.0.1.0"));
  }

  @Test
  void everyWayEnds() {
    java.util.Random random = new java.util.Random(63);
    int arrived = 0;
    for (int n = 0; n < 300; n++) {
      RandomRing ring = new RandomRing(random);
      PlanMatrix matrix = new PlanMatrix(ring.now(), ring.entry(), ring.devices());
      for (int d = 0; d < 20; d++) {
        SteppingStones.Way way = matrix.way(ring.state());
        assertThat(way.steps()).doesNotHaveDuplicates().isSorted();
        assertThat(String.join("", way.obstacles())).doesNotContain("again", "more steps");
        arrived += way.arrives() ? 1 : 0;
      }
    }
    assertThat(arrived).isBetween(500, 5_900);
  }

  @Test
  void reportedStateWithoutAWayRefusesAndAGuessedOneWarns() {
    RunningState silent = new RunningState(Optional.empty(), Optional.empty(), Optional.empty(), 1);
    List<RunningState> states = List.of(runs(OLD_OS, "10.0.0.0"), runs(OLD_OS, "10.0.2.0"), silent);

    List<Finding> findings = findings(states);

    assertThat(findings).extracting(Finding::code).containsExactly("UC6060", "UC6061");
    assertThat(findings)
        .extracting(Finding::severity)
        .containsExactly(Severity.ERROR, Severity.WARNING);
    assertThat(findings.get(0).message())
        .isEqualTo("3 devices with OS 10.0.17763.1577, OCP 10.0.0.0 have no way to 10.0.3.0");
    assertThat(findings.get(0).why())
        .isEqualTo("10.0.3.0 needs OCP 10.0.2.0 or later, this device runs 10.0.0.0");
    assertThat(findings(List.of(runs(OLD_OS, "10.0.2.0")))).isEmpty();
  }

  private static List<Finding> findings(List<RunningState> states) {
    RingSight empty =
        RingSight.of(
            new Offer(MODEL.product(), RING, List.of(MODEL.target()), List.of()), new TreeMap<>());
    PlanMatrix matrix =
        new PlanMatrix(empty, THREE, new ReportedDevices(MODEL, RING, new ArrayList<>()));
    return LeftBehind.findings(
        RING,
        matrix,
        new RingStates() {
          @Override
          public List<RunningState> counted() {
            return states;
          }

          @Override
          public void each(BiConsumer<RunningState, DeviceId> each) {
            throw new AssertionError("nobody asks for single devices");
          }
        });
  }
}
