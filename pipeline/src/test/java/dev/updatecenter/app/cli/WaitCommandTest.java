package dev.updatecenter.app.cli;

import static dev.updatecenter.kernel.core.RingName.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.jobs.FlightHome;
import dev.updatecenter.app.jobs.RingControl;
import dev.updatecenter.app.jobs.view.Pause;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.kernel.document.SchemaCheck;
import dev.updatecenter.stage.reporting.InstallOutcome;
import dev.updatecenter.stage.reporting.TestDevice;
import dev.updatecenter.testing.SettableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WaitCommandTest {
  private static final Instant EIGHT = Instant.parse("2026-11-20T08:00:00Z");

  /** With a release flighted to Preview; only looked at. */
  private static @Nullable FlightHome flighted;

  private static Path folder;

  private final SettableClock clock = new SettableClock(EIGHT);
  private final TestDevice device = TestDevice.create();
  private final List<Duration> pauses = new ArrayList<>();
  private FlightHome home = shared();
  private ScriptedSession session = new ScriptedSession(home.wiring(), clock, false);

  @BeforeAll
  static void prepare(@TempDir Path temp) {
    folder = temp;
    FlightHome home = home("flighted", new SettableClock(EIGHT), TestDevice.create());
    home.flight(PREVIEW, "10.0.2.0");
    flighted = home;
  }

  @AfterAll
  static void closeShared() {
    shared().close();
  }

  private static FlightHome shared() {
    return Objects.requireNonNull(flighted);
  }

  private static FlightHome home(String name, SettableClock clock, TestDevice device) {
    FlightHome home = new FlightHome(folder.resolve(name), clock);
    home.publish("10.0.2.0");
    home.enrol(PREVIEW, device);
    home.enrol(FlightHome.EARLY, TestDevice.create());
    return home;
  }

  /** A home of the test's own, to be changed. */
  private void own(String name) {
    home = home(name, clock, device);
    session = new ScriptedSession(home.wiring(), clock, false);
  }

  @AfterEach
  void closeOwn() {
    if (home != flighted) {
      home.close();
    }
  }

  /** Runs it; time passes in its pauses alone, and at each something may happen. */
  private int run(Runnable happens, String... arguments) {
    List<String> all = new ArrayList<>(List.of("ContosoKiosk"));
    all.addAll(List.of(arguments));
    Pause pause =
        duration -> {
          pauses.add(duration);
          clock.pass(duration);
          happens.run();
        };
    return session.run(new WaitCommand(session.session(), pause), all.toArray(String[]::new));
  }

  private Node json() throws Exception {
    Node json = Json.read(session.out().getBytes(StandardCharsets.UTF_8), "stdout");
    assertThat(SchemaCheck.check("wait-result", json)).isEmpty();
    return json;
  }

  @Test
  void endsWhenTheRingPasses() {
    own("passing");
    home.flight(PREVIEW, "10.0.2.0");
    home.report(device, PREVIEW, "10.0.2.0", InstallOutcome.SUCCEEDED, EIGHT);

    int exit = run(home::advance, "--for=ring=Preview:passed", "--every=1h");

    assertThat(exit).isZero();
    assertThat(pauses).hasSize(12);
    assertThat(session.out()).isEqualTo("10.0.2.0 in Preview is passed." + System.lineSeparator());
    assertThat(session.err())
        .contains("possible at the earliest at 2026-11-20T20:00:00Z")
        .containsOnlyOnce("Waiting for");
  }

  @Test
  void saysAtOnceThatATimeOutIsTooShort() throws Exception {
    session.session().options().json = true;

    int exit = run(() -> {}, "--for=ring=Preview:passed", "--timeout=11h");

    assertThat(exit).isEqualTo(8);
    assertThat(pauses).isEmpty();
    assertThat(json().text("earliest")).contains("2026-11-20T20:00:00Z");
    assertThat(json().text("state")).contains("pending");
  }

  @Test
  void givesUpWhenTheTimeIsOver() {
    int exit = run(() -> {}, "--for=ring=Preview:passed", "--timeout=13h", "--every=5h");

    assertThat(exit).isEqualTo(8);
    assertThat(pauses)
        .containsExactly(Duration.ofHours(5), Duration.ofHours(5), Duration.ofHours(3));
    assertThat(session.out()).contains("0 of 1 device enrolled reported a final state");
  }

  @Test
  void endsAtOnceWhenTheReleaseIsHalted() throws Exception {
    own("halted");
    home.flight(PREVIEW, "10.0.2.0");
    session.session().options().json = true;

    int exit = run(() -> home.act(RingControl.Act.HALT, PREVIEW), "--for=ring=EarlyAdopter:passed");

    assertThat(exit).isEqualTo(7);
    assertThat(pauses).hasSize(1);
    assertThat(json().text("state")).contains("halted");
    assertThat(json().get("missing").orElseThrow().elements().get(0).text())
        .contains("Preview is halted: a test");
  }

  @Test
  void waitsForTheReleaseThatIsOnItsWayNotForOneThatPassedLongAgo() {
    own("two");
    home.pass(home.flight(PREVIEW, "10.0.2.0"));
    home.pass(home.flight(FlightHome.EARLY, "10.0.2.0"));
    home.publish("10.0.3.0");
    home.flight(PREVIEW, "10.0.3.0");

    assertThat(run(() -> {}, "--for=ring=EarlyAdopter:passed", "--timeout=1h")).isEqualTo(8);
    assertThat(session.out()).startsWith("10.0.3.0 in EarlyAdopter is not passed in time");

    assertThat(run(() -> {}, "--for=ring=EarlyAdopter:passed", "--release=10.0.2.0")).isZero();
  }

  /** 12 h of Preview; then 10 %, 24 h, 100 %, 24 h. */
  @Test
  void countsTheRingsThatAreStillAhead() {
    assertThat(run(() -> {}, "--for=ring=EarlyAdopter:passed", "--timeout=1h")).isEqualTo(8);
    assertThat(session.out()).contains("the earliest possible is 2026-11-22T20:00:00Z");

    session = new ScriptedSession(home.wiring(), clock, false);
    assertThat(run(() -> {}, "--for=ring=EarlyAdopter:active", "--timeout=1h")).isEqualTo(8);
    assertThat(session.out()).contains("the earliest possible is 2026-11-20T20:00:00Z");
  }

  @Test
  void timeThatMovesWithEachLookIsToldOnce() {
    own("passed");
    home.pass(home.flight(PREVIEW, "10.0.2.0"));

    assertThat(run(() -> {}, "--for=ring=EarlyAdopter:passed", "--timeout=60h", "--every=4h"))
        .isEqualTo(8);

    assertThat(pauses).hasSizeGreaterThan(2);
    assertThat(session.err()).containsOnlyOnce("Waiting for");
  }

  @Test
  void ringThatPeopleStartIsToldOf() {
    run(() -> {}, "--for=ring=GeneralAvailability:active", "--timeout=1h");

    assertThat(session.out()).contains("GeneralAvailability is started by hand: 'ducctl promote'");
  }

  @Test
  void warnsWhenNobodyRunsAdvance() {
    run(() -> {}, "--for=ring=Preview:passed", "--timeout=20h", "--every=5h");

    assertThat(session.err()).contains("UC6085", "no 'advance' ran yet");
  }

  @Test
  void isSilentWhileAdvanceRuns() {
    own("advanced");
    home.flight(PREVIEW, "10.0.2.0");
    home.advance();

    run(home::advance, "--for=ring=Preview:passed", "--timeout=14h", "--every=1h");

    assertThat(session.err()).doesNotContain("UC6085");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Preview", "ring=Preview", "ring=Preview:done", "release=1:passed"})
  void otherGoalsAreAMatterOfUsage(String goal) {
    assertThat(run(() -> {}, "--for=" + goal)).isEqualTo(2);
  }

  @Test
  void whatNeverComesIsNotFound() {
    assertThat(run(() -> {}, "--for=ring=Preview:passed", "--release=10.0.9.0")).isEqualTo(5);
    assertThat(session.err()).contains("UC6088");
    assertThat(run(() -> {}, "--for=ring=Nowhere:passed")).isEqualTo(5);
    assertThat(session.err()).contains("UC1054");
  }

  @Test
  void ringThatThePlanDoesNotNameIsNeverReached() {
    own("narrow");
    home.flight(PREVIEW, "10.0.2.0");
    PackageVersion version = PackageVersion.parse("10.0.2.0");
    home.wiring()
        .publications()
        .revise(
            FlightHome.PRODUCT,
            version,
            """
            apiVersion: updatecenter/v1
            kind: Release
            metadata: { product: ContosoKiosk, version: "10.0.2.0" }
            payload: { ocp: ContosoKiosk_OCP_10.0.2.0.cab }
            rings:
              - { ring: Preview, gate: { all: enrolled, maxFailures: 0, soak: 12h } }
            """);

    assertThat(run(() -> {}, "--for=ring=EarlyAdopter:passed")).isEqualTo(5);
    assertThat(session.err()).contains("UC6089");
  }

  @Test
  void interruptEndsIt() {
    Pause pause =
        duration -> {
          throw new InterruptedException("Ctrl-C");
        };

    int exit =
        session.run(
            new WaitCommand(session.session(), pause), "ContosoKiosk", "--for=ring=Preview:passed");

    assertThat(exit).isEqualTo(130);
    assertThat(Thread.interrupted()).isTrue();
  }
}
