package dev.updatecenter.app.jobs;

import static dev.updatecenter.app.jobs.RingHome.EARLY;
import static dev.updatecenter.app.jobs.RingHome.FIRST;
import static dev.updatecenter.app.jobs.RingHome.PREVIEW;
import static dev.updatecenter.app.jobs.RingHome.PRODUCT;
import static dev.updatecenter.app.jobs.RingHome.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.app.jobs.RingControl.Act;
import dev.updatecenter.capability.tuf.KeyFile;
import dev.updatecenter.capability.tuf.TufKey;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.FlightState;
import dev.updatecenter.stage.flighting.Rollout;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.testing.Copies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Halts and pauses, whatever else is broken. */
class StoppingTest {
  private static Path flighted;

  private RingHome rings;

  @BeforeAll
  static void flight(@TempDir Path folder) throws IOException {
    flighted = folder.resolve("home");
    try (RingHome home = new RingHome(flighted)) {
      home.publish(FIRST).publish(SECOND);
      home.pass(home.flight(PREVIEW, FIRST));
      home.flight(EARLY, FIRST);
    }
  }

  @BeforeEach
  void open(@TempDir Path folder) throws IOException {
    rings = new RingHome(Copies.of(flighted, folder.resolve("home")));
  }

  @AfterEach
  void close() {
    rings.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"HALT", "PAUSE"})
  void aStopWritesTheRolloutAlone(Act act) throws IOException {
    Set<String> before = rings.metadata();

    rings.act(act, EARLY);

    Set<String> written = rings.metadata();
    written.removeAll(before);
    assertThat(written)
        .hasSize(2)
        .anyMatch(name -> name.endsWith(".rollout.json"))
        .anyMatch(name -> name.endsWith(".snapshot.json"));
    assertThat(rings.seenState(EARLY, FIRST).wireName())
        .isEqualTo(act == Act.HALT ? "halted" : "paused");
    assertThat(rings.seenState(PREVIEW, FIRST)).isEqualTo(RolloutState.ACTIVE);
    TufKey key = new KeyFile(rings.keys().resolve("rollout.pem")).publicKey();
    assertThat(rings.recorded(act.wireName()))
        .contains("\"role\":\"rollout\"", "\"reason\":\"bricks\"", key.id().hex());
  }

  /** Something that is wrong while a ring has to be stopped. */
  private record Trouble(String name, Act act, Spoil spoil) {
    @Override
    public String toString() {
      return act.wireName() + " although " + name;
    }
  }

  private interface Spoil {
    void in(RingHome rings) throws IOException;
  }

  static Stream<Trouble> troubles() {
    Map<String, Spoil> spoils =
        Map.of(
            "no key but the online ones is there",
            r -> {
              for (String role :
                  List.of("root", "targets", "packages", "ring-Preview", "ring-EarlyAdopter")) {
                r.hideKey(role);
              }
            },
            "another ring's flight is on record and was never published",
            StoppingTest::halfFlight,
            "its release was withdrawn",
            r -> r.withdraw(FIRST),
            "the store lost an offer",
            r -> deleteContent(r, ".Preview.json"),
            "the store lost the rollout",
            r -> deleteContent(r, ".rollout.json"),
            "somebody tampered with the audit log",
            StoppingTest::tamper,
            "a row of another flight is damaged",
            r -> r.sql("update flights set digest = ? where ring = 'Preview'", "0".repeat(64)),
            "this machine's clock is two days behind",
            r -> r.clock.pass(Duration.ofDays(-2)));
    return spoils.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(
            e ->
                // What a pause does otherwise than a halt is tested below.
                Stream.of(Act.HALT, Act.PAUSE)
                    .filter(act -> act == Act.HALT || e.getKey().contains("key"))
                    .map(act -> new Trouble(e.getKey(), act, e.getValue())));
  }

  @ParameterizedTest
  @MethodSource("troubles")
  void aStopReachesDevices(Trouble trouble) throws IOException {
    trouble.spoil().in(rings);

    RingControl.Result result = rings.act(trouble.act(), EARLY);

    assertThat(result.changed()).isTrue();
    assertThat(rings.seenState(EARLY, FIRST).wireName())
        .isEqualTo(trouble.act() == Act.HALT ? "halted" : "paused");
    assertThat(rings.seenState(PREVIEW, FIRST)).isEqualTo(RolloutState.ACTIVE);
  }

  /** The ledger says that Preview takes another release; devices were never told. */
  private static void halfFlight(RingHome rings) throws IOException {
    rings.begin(PREVIEW, SECOND);
    rings.hideKey("ring-Preview");
  }

  private static void tamper(RingHome rings) {
    rings.sql("update audit_record set os_user = 'mallory'");
    assertThatThrownBy(() -> rings.wiring.leases().acquire(PRODUCT, "advance"))
        .isInstanceOfSatisfying(
            UpdateCenterException.class, e -> assertThat(e.code()).isEqualTo("UC5025"));
  }

  private static void deleteContent(RingHome rings, String suffix) throws IOException {
    try (Stream<Path> files = Files.walk(rings.home.resolve("store/content"))) {
      for (Path file : files.filter(f -> f.toString().endsWith(suffix)).toList()) {
        Files.delete(file);
      }
    }
  }

  @Test
  void aRingThatPassedIsHalted() {
    RingControl.Result result = rings.act(Act.HALT, PREVIEW);

    assertThat(result.flight().orElseThrow().state()).isEqualTo(FlightState.HALTED);
    assertThat(rings.seenState(PREVIEW, FIRST)).isEqualTo(RolloutState.HALTED);
    assertThat(result.elsewhere()).containsExactly(EARLY);
  }

  @Test
  void anOlderReleaseOfARingIsHaltedByItsVersion() {
    rings.flight(PREVIEW, SECOND);

    new RingControl(rings.wiring)
        .act(Act.HALT, PRODUCT, new RingControl.Wish(Optional.of(PREVIEW), Optional.of(FIRST), ""));

    assertThat(rings.seenState(PREVIEW, FIRST)).isEqualTo(RolloutState.HALTED);
    assertThat(rings.seenState(PREVIEW, SECOND)).isEqualTo(RolloutState.ACTIVE);
  }

  @Test
  void aSecondHaltChangesNothingAndKeepsTheReason() {
    rings.act(Act.HALT, EARLY);

    assertThat(rings.act(Act.HALT, EARLY).changed()).isFalse();
    assertThat(rings.seen(EARLY, FIRST).orElseThrow().reason()).isEqualTo("bricks");
  }

  @Test
  void aHaltGoesBesideARunThatHoldsTheLeaseAndAPauseWaits() throws IOException {
    try (RingHome other = rings.again();
        Lease lease = other.wiring.leases().acquire(PRODUCT, "submit 10.0.9.0")) {
      lease.check();
      assertThatThrownBy(() -> rings.act(Act.PAUSE, EARLY))
          .isInstanceOfSatisfying(
              UpdateCenterException.class, e -> assertThat(e.code()).isEqualTo("UC5030"));

      rings.act(Act.HALT, EARLY);

      assertThat(rings.seenState(EARLY, FIRST)).isEqualTo(RolloutState.HALTED);
      // What the other run read before it saw none of it.
      assertThat(Live.publish(other.wiring, other.product, false, lease)).isFalse();
      assertThat(rings.seenState(EARLY, FIRST)).isEqualTo(RolloutState.HALTED);
    }
  }

  @Test
  void aHaltWithoutTheRolloutsKeyIsOnRecordAndLiveOnceTheKeyIsBack() throws IOException {
    Path key = rings.keys().resolve("rollout.pem");
    rings.hideKey("rollout");
    try (RingHome without = rings.again()) {
      assertThatThrownBy(() -> without.act(Act.HALT, EARLY))
          .isInstanceOfSatisfying(
              UpdateCenterException.class, e -> assertThat(e.code()).isEqualTo("UC5065"));
      assertThat(without.warned).containsExactly("UC6081");
      assertThat(without.seenState(EARLY, FIRST)).isEqualTo(RolloutState.ACTIVE);
    }

    Files.move(rings.home.resolveSibling("rollout.hidden"), key);
    try (RingHome with = rings.again()) {
      new Advance(with.wiring).run(with.product);
      assertThat(with.seenState(EARLY, FIRST)).isEqualTo(RolloutState.HALTED);
    }
  }

  @Test
  void aHaltThatAnotherHomePublishedIsNotLiftedByThisOnesLedger() {
    rings.act(Act.HALT, EARLY);
    rings.sql("update rollout_releases set state = 'active' where ring = 'EarlyAdopter'");

    new Advance(rings.wiring).run(rings.product);

    assertThat(rings.seenState(EARLY, FIRST)).isEqualTo(RolloutState.HALTED);
    assertThatThrownBy(() -> rings.act(Act.RESUME, EARLY))
        .isInstanceOfSatisfying(
            UpdateCenterException.class, e -> assertThat(e.code()).isEqualTo("UC6080"));
  }

  @ParameterizedTest
  @EnumSource(names = {"HALT", "PAUSE"})
  void aRingThatAnotherHomeFlightedIsStoppedByItsName(Act act) {
    rings.sql("delete from flight_ramp where flight_number = 2");
    rings.sql("delete from flights where flight_number = 2");
    rings.sql("delete from rollout_releases where ring = 'EarlyAdopter'");

    RingControl.Result result = rings.act(act, EARLY);

    assertThat(result.flight()).isEmpty();
    assertThat(rings.seenState(EARLY, FIRST).wireName())
        .isEqualTo(act == Act.HALT ? "halted" : "paused");
    assertThat(rings.seenState(PREVIEW, FIRST)).isEqualTo(RolloutState.ACTIVE);
  }

  @Test
  void whatAGateDecidedIsLiveAlthoughAnotherRingLacksItsKey() throws IOException {
    halfFlight(rings);
    rings.wiring.flights().save(halted());

    assertThatThrownBy(() -> new Advance(rings.wiring).run(rings.product))
        .isInstanceOfSatisfying(
            UpdateCenterException.class, e -> assertThat(e.code()).isEqualTo("UC5065"));

    assertThat(rings.seenState(EARLY, FIRST)).isEqualTo(RolloutState.HALTED);
    assertThat(rings.seen(PREVIEW, SECOND)).isEmpty();
  }

  private Rollout halted() {
    return rings.wiring.flights().rollout(PRODUCT).halt(EARLY, FIRST, "failures");
  }
}
