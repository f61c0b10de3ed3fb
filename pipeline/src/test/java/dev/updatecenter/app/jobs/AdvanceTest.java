package dev.updatecenter.app.jobs;

import static dev.updatecenter.app.jobs.RingHome.FIRST;
import static dev.updatecenter.app.jobs.RingHome.PREVIEW;
import static dev.updatecenter.app.jobs.RingHome.PRODUCT;
import static dev.updatecenter.app.jobs.RingHome.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.AdvanceRun;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.GateDecision;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.flighting.Share;
import dev.updatecenter.testing.Copies;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a scheduler runs, from one place and from several. */
class AdvanceTest {
  private static Path flighted;

  private RingHome rings;

  @BeforeAll
  static void prepare(@TempDir Path folder) throws IOException {
    flighted = folder.resolve("home");
    try (RingHome home = new RingHome(flighted)) {
      home.publish(FIRST).flight(PREVIEW, FIRST);
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

  static Advance.Result advance(RingHome home) {
    return only(new Advance(home.wiring).run());
  }

  private static Advance.Result only(List<Advance.Result> results) {
    return results.stream().filter(r -> r.product().equals(PRODUCT)).findFirst().orElseThrow();
  }

  private RegisteredProduct another(String name) {
    RegisteredProduct other =
        RegisteredProduct.of(
            rings.product.productYaml().replace("ContosoKiosk", name), "", rings.clock.instant());
    rings.wiring.models().register(other);
    return other;
  }

  /** The device of Preview says how it ended. */
  static void vote(RingHome home, String state, String code) {
    home.sql(
        "INSERT INTO device_votes (product, ring, version, device, final_state, final_code,"
            + " final_at, final_report) VALUES (?, ?, ?, ?, ?, ?, ?, 'r')",
        PRODUCT.value(),
        PREVIEW.value(),
        FIRST.toString(),
        "%064x".formatted(1),
        state,
        code,
        home.clock.instant().atOffset(ZoneOffset.UTC));
    home.sql(
        "INSERT INTO vote_counts (product, ring, version, final_state, final_code, devices)"
            + " VALUES (?, ?, ?, ?, ?, 1)",
        PRODUCT.value(),
        PREVIEW.value(),
        FIRST.toString(),
        state,
        code);
  }

  @Test
  void aLockedProductIsToldAndTheOthersGoOn() throws IOException {
    another("Another");
    another("Zebra");
    try (RingHome other = rings.again();
        Lease lease = other.wiring.leases().acquire(PRODUCT, "submit 10.0.9.0")) {
      lease.check();
      List<Advance.Result> results = new Advance(rings.wiring).run();

      assertThat(results).hasSize(3);
      assertThat(results)
          .filteredOn(r -> r.failure().isPresent())
          .singleElement()
          .satisfies(
              r -> {
                assertThat(r.product()).isEqualTo(PRODUCT);
                assertThat(r.exit()).isEqualTo(ExitCode.CONFLICT);
                assertThat(r.failure().orElseThrow())
                    .isInstanceOfSatisfying(
                        UpdateCenterException.class,
                        e -> assertThat(e.why()).contains("submit 10.0.9.0"));
              });
    }
    assertThat(advance(rings).failure()).isEmpty();
  }

  @Test
  void everyRunIsRemembered() {
    rings.clock.pass(Duration.ofMinutes(5));
    advance(rings);

    assertThat(rings.wiring.advanceRuns().last(PRODUCT))
        .contains(new AdvanceRun(PRODUCT, rings.clock.instant(), rings.clock.instant(), 0));
    assertThat(rings.wiring.advanceRuns().last(new ProductName("Never"))).isEmpty();
  }

  @Test
  void nothingHappensTwice() throws IOException {
    rings.clock.pass(Duration.ofHours(25));
    vote(rings, "succeeded", "");

    Advance.Result first = advance(rings);
    var files = rings.metadata();
    Advance.Result second = advance(rings);

    assertThat(decision(first)).isEqualTo(new GateDecision.Widen(Share.ALL));
    assertThat(first.published()).isTrue();
    assertThat(decision(second).wireName()).isEqualTo("hold");
    assertThat(second.published()).isFalse();
    assertThat(rings.metadata()).isEqualTo(files);
  }

  static GateDecision decision(Advance.Result result) {
    assertThat(result.failure()).isEmpty();
    return result.steps().get(0).decision();
  }

  @Test
  void whatWasVerifiedIsNotVerifiedAgainUntilSomethingChanges() throws IOException {
    advance(rings);
    assertThat(rings.wiring.gates().marks().find(PRODUCT)).isPresent();
    Files.delete(rings.keys().resolve("snapshot.pem"));

    assertThat(advance(rings).failure()).as("needs no key").isEmpty();
    rings.sql("UPDATE rollout_releases SET state = 'paused' WHERE product = ?", PRODUCT.value());

    assertThat(advance(rings).failure()).as("has to publish the pause").isPresent();
  }

  @Test
  void aMarkEndsWhenSignaturesAreDue() {
    rings.act(RingControl.Act.PAUSE, PREVIEW);
    advance(rings);
    rings.clock.pass(Duration.ofHours(23));
    assertThat(advance(rings).refreshed()).isFalse();
    rings.clock.pass(Duration.ofHours(2));

    assertThat(advance(rings).refreshed()).isTrue();
  }

  @Test
  void whatKeepsRingsFromMovingDoesNotLetTheMetadataExpire() throws IOException {
    rings.sql("UPDATE flights SET digest = ? WHERE product = ?", "0".repeat(64), PRODUCT.value());
    rings.clock.pass(Duration.ofHours(25));

    Advance.Result result = advance(rings);

    assertThat(result.exit()).isEqualTo(ExitCode.DISK);
    assertThat(result.refreshed()).isTrue();
  }

  @Test
  void aHaltEndsWithSevenAndNamesItsCodes() {
    rings.sql(
        "INSERT INTO flight_halt_codes (product, flight_number, code) VALUES (?, 1, ?)",
        PRODUCT.value(),
        "0x800B010A");
    rewrite(rings);
    vote(rings, "failed", "0x800B010A");

    Advance.Result result = advance(rings);

    assertThat(result.exit()).isEqualTo(ExitCode.FAILED);
    assertThat(decision(result))
        .isInstanceOfSatisfying(GateDecision.Halt.class, h -> assertThat(h.codes()).hasSize(1));
    assertThat(rings.seenState(PREVIEW, FIRST)).isEqualTo(RolloutState.HALTED);
    assertThat(advance(rings).exit()).as("halted once").isEqualTo(ExitCode.DONE);

    rings.act(RingControl.Act.RESUME, PREVIEW);
    assertThat(rings.warned).contains("UC6072");
    assertThat(advance(rings).halted()).as("no report was taken back").isTrue();
  }

  /** The row of the flight says of itself what it holds now. */
  private static void rewrite(RingHome home) {
    var record = home.wiring.flightLedger().flights(PRODUCT).get(0);
    home.sql(
        "UPDATE flights SET digest = ? WHERE product = ?",
        record.facts().digest().hex(),
        PRODUCT.value());
  }

  @Test
  void aRingThatPassedIsStillWatched() {
    rings.sql(
        "INSERT INTO flight_halt_codes (product, flight_number, code) VALUES (?, 1, ?)",
        PRODUCT.value(),
        "0x800B010A");
    rewrite(rings);
    Flight flight = rings.wiring.flights().list(PRODUCT).get(0);
    rings.pass(flight);
    assertThat(advance(rings).steps()).isEmpty();
    vote(rings, "failed", "0x800B010A");

    assertThat(advance(rings).halted()).isTrue();
    assertThat(rings.seenState(PREVIEW, FIRST)).isEqualTo(RolloutState.HALTED);
  }

  @Test
  void alarmsWhenAHoldIsTooOld() {
    rings.sql("UPDATE rollout_releases SET share = 1");
    advance(rings);
    rings.clock.pass(Duration.ofHours(24));
    assertThat(advance(rings).steps().get(0).alarm()).isEmpty();
    rings.clock.pass(Duration.ofHours(1));

    assertThat(advance(rings).steps().get(0).alarm()).map(Finding::code).contains("UC6070");
  }

  @Test
  void aFreezeStopsWidening() {
    String policy =
        """
        apiVersion: updatecenter/v1
        kind: Policy
        metadata: { product: ContosoKiosk }
        profile: lab
        submitters: [ { name: TEST, certificate: abababababababababababababababababababababababababababababababab } ]
        calendar: { zone: UTC, freezes: [ { from: 2026-11-01T00:00, to: 2026-12-01T00:00, reason: trade fair } ] }
        """;
    rings
        .wiring
        .models()
        .register(RegisteredProduct.of(rings.product.productYaml(), policy, rings.clock.instant()));
    rings.clock.pass(Duration.ofHours(25));
    vote(rings, "succeeded", "");

    assertThat(decision(advance(rings)))
        .isInstanceOfSatisfying(
            GateDecision.Hold.class,
            hold -> assertThat(hold.missing()).anyMatch(m -> m.contains("trade fair")));
  }

  @Test
  void ofSeveralSchedulersAtOnceEachWorksOrIsToldWhoDoes() throws Exception {
    rings.clock.pass(Duration.ofHours(25));
    vote(rings, "succeeded", "");
    List<RingHome> processes = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      processes.add(rings.again());
    }

    List<Advance.Result> results = together(processes);

    assertThat(results)
        .allSatisfy(r -> assertThat(r.exit()).isIn(ExitCode.DONE, ExitCode.CONFLICT));
    assertThat(results).filteredOn(Advance.Result::published).hasSize(1);
    assertThat(results)
        .flatExtracting(Advance.Result::steps)
        .filteredOn(s -> s.decision() instanceof GateDecision.Widen)
        .hasSize(1);
    assertThat(rings.seen(PREVIEW, FIRST).orElseThrow().share()).isEqualTo(Share.ALL);
    processes.forEach(RingHome::close);
  }

  private static List<Advance.Result> together(List<RingHome> homes) throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(homes.size());
    try {
      List<Callable<Advance.Result>> runs = new ArrayList<>();
      homes.forEach(home -> runs.add(() -> advance(home)));
      List<Advance.Result> results = new ArrayList<>();
      for (Future<Advance.Result> done : threads.invokeAll(runs)) {
        results.add(done.get());
      }
      return results;
    } finally {
      threads.shutdownNow();
    }
  }

  /** A copy of this home that publishes into this one's store. */
  private RingHome copy(Path folder) throws IOException {
    Path there = Copies.of(flighted, folder.resolve("copy"));
    Files.writeString(
        there.resolve("updatecenter.yaml"),
        """
        apiVersion: updatecenter/v1
        kind: Configuration
        store: "file:%s"
        """
            .formatted(rings.home.resolve("store")));
    RingHome copy = new RingHome(there);
    copy.clock.pass(Duration.between(copy.clock.instant(), rings.clock.instant()));
    return copy;
  }

  @Test
  void twoHomesOverOneStoreBringTheSameOrOneIsTold(@TempDir Path folder) throws Exception {
    rings.clock.pass(Duration.ofHours(25));
    try (RingHome copy = copy(folder)) {
      vote(rings, "succeeded", "");
      vote(copy, "succeeded", "");

      List<Advance.Result> results = together(List.of(rings, copy));

      assertThat(results)
          .allSatisfy(r -> assertThat(r.exit()).isIn(ExitCode.DONE, ExitCode.CONFLICT));
      assertThat(results).filteredOn(Advance.Result::published).isNotEmpty();
      assertThat(rings.seen(PREVIEW, FIRST).orElseThrow().share()).isEqualTo(Share.ALL);
      assertThat(advance(copy).failure()).isEmpty();
      assertThat(advance(rings).failure()).isEmpty();
    }
  }

  @Test
  void aHomeThatIsBehindTakesNothingBack(@TempDir Path folder) throws Exception {
    rings.clock.pass(Duration.ofHours(25));
    try (RingHome behind = copy(folder)) {
      vote(rings, "succeeded", "");
      behind.sql("UPDATE rollout_releases SET state = 'paused'");
      advance(rings);

      Advance.Result result = advance(behind);

      assertThat(result.exit()).isEqualTo(ExitCode.CONFLICT);
      assertThat(result.failure().orElseThrow())
          .isInstanceOfSatisfying(
              UpdateCenterException.class, e -> assertThat(e.code()).isEqualTo("UC6071"));
      assertThat(rings.seen(PREVIEW, FIRST).orElseThrow().share()).isEqualTo(Share.ALL);
    }
  }

  @Test
  void aFlightThatTwoHomesStartedAtOnceIsOneForDevices(@TempDir Path folder) throws Exception {
    rings.publish(SECOND);
    try (RingHome copy = copy(folder)) {
      copyRelease(copy);
      rings.flight(PREVIEW, SECOND);
      var salt = rings.seen(PREVIEW, SECOND).orElseThrow().salt();

      Optional<RuntimeException> refused = Optional.empty();
      try {
        copy.flight(PREVIEW, SECOND);
      } catch (UpdateCenterException e) {
        refused = Optional.of(e);
      }

      assertThat(refused).isPresent();
      assertThat(rings.seen(PREVIEW, SECOND).orElseThrow().salt()).isEqualTo(salt);
    }
  }

  private static void copyRelease(RingHome copy) {
    try {
      copy.publish(SECOND);
    } catch (UpdateCenterException e) {
      assertThat(e.exit()).isEqualTo(ExitCode.CONFLICT);
    }
  }
}
