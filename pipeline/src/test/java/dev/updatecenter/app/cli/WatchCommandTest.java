package dev.updatecenter.app.cli;

import static dev.updatecenter.kernel.core.RingName.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.jobs.FlightHome;
import dev.updatecenter.app.jobs.RingControl;
import dev.updatecenter.app.jobs.view.Pause;
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
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchCommandTest {
  private static final Instant EIGHT = Instant.parse("2026-11-20T08:00:00Z");

  private final SettableClock clock = new SettableClock(EIGHT);
  private final FlightHome home;
  private final TestDevice device = TestDevice.create();
  private final Deque<Runnable> happenings = new ArrayDeque<>();

  WatchCommandTest(@TempDir Path folder) {
    this.home = new FlightHome(folder.resolve("home"), clock);
  }

  @BeforeEach
  void begin() {
    home.publish("10.0.2.0");
    home.enrol(PREVIEW, device);
    home.enrol(FlightHome.EARLY, TestDevice.create());
    home.flight(PREVIEW, "10.0.2.0");
  }

  @AfterEach
  void close() {
    home.close();
  }

  /** At each pause the next of what happens; a pause too many fails the test. */
  private ScriptedSession watch(boolean terminal, OutputFormat format) {
    ScriptedSession session = new ScriptedSession(home.wiring(), clock, terminal);
    session.session().options().output = format;
    Pause pause =
        duration -> {
          assertThat(duration).isEqualTo(Duration.ofSeconds(5));
          happenings.remove().run();
        };
    assertThat(session.run(new WatchCommand(session.session(), pause), "ContosoKiosk")).isZero();
    assertThat(happenings).isEmpty();
    return session;
  }

  @Test
  void everyChangeIsAnEventUntilNothingIsActive() throws Exception {
    happenings.add(() -> home.report(device, PREVIEW, "10.0.2.0", InstallOutcome.SUCCEEDED, EIGHT));
    happenings.add(
        () -> {
          clock.pass(Duration.ofHours(12));
          home.advance();
        });
    happenings.add(() -> {});
    happenings.add(() -> home.act(RingControl.Act.HALT, FlightHome.EARLY));

    List<String> sentences = new ArrayList<>();
    for (String line : watch(false, OutputFormat.NDJSON).out().split("\n", -1)) {
      if (!line.isEmpty()) {
        Node event = Json.read(line.getBytes(StandardCharsets.UTF_8), "line");
        assertThat(SchemaCheck.check("watch-event", event)).as(line).isEmpty();
        sentences.add(
            event.text("event").orElseThrow() + " " + event.text("sentence").orElseThrow());
      }
    }
    assertThat(sentences)
        .containsSubsequence(
            "flight 10.0.2.0 in Preview: active at 100 %",
            "finding warning UC6085: no 'advance' ran yet",
            "flight 10.0.2.0 in Preview: passed at 100 %",
            "flight 10.0.2.0 in EarlyAdopter: active at 10 %",
            "flight 10.0.2.0 in EarlyAdopter: halted at 10 %: a test",
            "ended nothing is active");
    assertThat(sentences.stream().filter(s -> s.startsWith("flight")).distinct().count())
        .as("nothing is told twice")
        .isEqualTo(sentences.stream().filter(s -> s.startsWith("flight")).count());
  }

  @Test
  void terminalIsDrawnOverAndStdoutGetsTheLastState() {
    happenings.add(() -> home.act(RingControl.Act.PAUSE, PREVIEW));

    ScriptedSession session = watch(true, OutputFormat.HUMAN);

    assertThat(session.err().split("\u001b\\[H\u001b\\[J", -1)).hasSize(3);
    assertThat(session.err()).contains("10.0.2.0 is active at 100 %", "next look in 5 s");
    assertThat(session.out())
        .startsWith("ContosoKiosk")
        .contains("10.0.2.0 is paused at 100 %: a test", "next: ducctl resume")
        .doesNotContain("\u001b");
  }

  @Test
  void linesAreToldWhereThereIsNoTerminal() {
    home.act(RingControl.Act.HALT, PREVIEW);

    ScriptedSession session = watch(false, OutputFormat.HUMAN);

    assertThat(session.out()).isEqualTo("2026-11-20T08:00:00Z nothing is active\n");
    assertThat(session.err()).isEmpty();
  }

  @Test
  void gapBeforeARingThatBeginsByItselfDoesNotEndIt() {
    home.pass(home.wiring().flights().list(FlightHome.PRODUCT).get(0));
    happenings.add(home::advance);
    happenings.add(() -> home.act(RingControl.Act.HALT, FlightHome.EARLY));

    assertThat(watch(false, OutputFormat.HUMAN).out())
        .contains("10.0.2.0 in EarlyAdopter: active at 10 %", "halted at 10 %");
  }
}
