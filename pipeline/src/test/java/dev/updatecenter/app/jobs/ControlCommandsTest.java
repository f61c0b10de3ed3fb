package dev.updatecenter.app.jobs;

import static dev.updatecenter.app.jobs.RingHome.EARLY;
import static dev.updatecenter.app.jobs.RingHome.FIRST;
import static dev.updatecenter.app.jobs.RingHome.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.cli.InProcess;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.kernel.document.SchemaCheck;
import dev.updatecenter.testing.SettableClock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code halt}, {@code pause} and {@code resume} print. */
class ControlCommandsTest {
  private final Path folder;

  ControlCommandsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void theySayWhatBecomesOfDevicesAndHowToGoOn() throws Exception {
    try (RingHome home = new RingHome(folder.resolve("home"), new SettableClock(Instant.now()))) {
      home.publish(FIRST);
      home.pass(home.flight(PREVIEW, FIRST));
      home.flight(EARLY, FIRST);
    }

    Node paused = json("pause", "--ring", "EarlyAdopter", "--reason", "look first");
    assertThat(texts(paused, "next")).anyMatch(n -> n.contains("ducctl resume ContosoKiosk"));
    Node resumed = json("resume", "--ring", "EarlyAdopter");
    assertThat(resumed.text("seen")).contains("active");
    Node halted = json("halt", "--release", "10.0.2.0", "--reason", "bricks");
    assertThat(halted.text("ring")).contains("EarlyAdopter");
    assertThat(texts(halted, "devices"))
        .anyMatch(d -> d.contains("does not hand it over"))
        .anyMatch(d -> d.contains("nothing takes an update back"));
    assertThat(texts(halted, "next"))
        .anyMatch(n -> n.contains("a version above 10.0.2.0"))
        .anyMatch(n -> n.contains("ducctl halt ContosoKiosk --ring Preview"));
    assertThat(texts(halted, "elsewhere")).containsExactly("Preview");
    assertThat(json("halt").text("state")).contains("unchanged");
    assertThat(run("halt").getValue()).startsWith("It was so before: flight 2");
    assertThat(run("halt", "--release", "10.0.7.0").getKey()).isEqualTo(5);
  }

  private Map.Entry<Integer, String> run(String act, String... options) {
    List<String> all = new ArrayList<>(List.of(act, "ContosoKiosk"));
    all.addAll(List.of(options));
    return InProcess.run(folder.resolve("home"), all.toArray(String[]::new));
  }

  private Node json(String act, String... options) throws Exception {
    List<String> all = new ArrayList<>(List.of(options));
    all.add("--json");
    Map.Entry<Integer, String> run = run(act, all.toArray(String[]::new));
    assertThat(run.getKey()).as(run.getValue()).isZero();
    Node json = Json.read(run.getValue().getBytes(StandardCharsets.UTF_8), "stdout");
    assertThat(SchemaCheck.check("control-result", json)).as(run.getValue()).isEmpty();
    return json;
  }

  private static List<String> texts(Node json, String key) {
    return json.get(key).orElseThrow().elements().stream()
        .map(node -> String.valueOf(node.toPlain()))
        .toList();
  }
}
