package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.kernel.document.SchemaCheck;
import dev.updatecenter.stage.planning.PlanFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans before anything is published. */
class PlanCommandTest {
  private static Path home = Path.of("");

  @TempDir private Path folder = Path.of("");

  @BeforeAll
  static void prepare(@TempDir Path kept) throws Exception {
    home = SampleHome.prepared(kept.resolve("home"));
  }

  @Test
  void saysWhatAReleaseWouldChangeForWhomAndChangesNothing() throws Exception {
    SortedMap<String, String> before = World.of(home);

    Node plan = CommandRun.of(home, "plan", SampleHome.RELEASE, "--json").endsWith(0).json();

    assertThat(World.of(home)).isEqualTo(before);
    assertThat(SchemaCheck.check("plan", plan)).isEmpty();
    assertThat(plan.at("bound", "plan").flatMap(Node::text)).contains("release");
    Node preview = plan.at("outlook", "rings").orElseThrow().elements().get(0);
    assertThat(preview.integer("enrolled")).contains(12L);
    assertThat(preview.integer("changing")).contains(12L);
    List<Node> states = preview.get("states").orElseThrow().elements();
    assertThat(states).hasSize(1);
    assertThat(told(states.get(0), "now")).isEqualTo("nothing");
    assertThat(told(states.get(0), "inShare")).isEqualTo("install");
    assertThat(told(states.get(0), "outsideShare")).isEqualTo("waiting");
  }

  private static String told(Node state, String when) {
    return state.at(when, "decision").flatMap(Node::text).orElseThrow();
  }

  @Test
  void tellsPeopleWhatAGateTakes() {
    String said = CommandRun.of(home, "plan", SampleHome.RELEASE).endsWith(0).out();

    assertThat(said)
        .contains("Plan of ContosoKiosk 10.0.2.0")
        .contains("ring Preview: 12 devices enrolled, 12 would change, up to ")
        .contains("12  never reported: nothing -> install 10.0.2.0 (4 packages, ")
        .contains("takes all of 12 devices")
        .contains("success surely at least 97 %")
        .contains("needs 1 approval")
        .contains("warning UC6064 EarlyAdopter: the gate asks for 80 devices that succeed");
  }

  @Test
  void writesWhatItPrintsAndTheSameDigestEachTime() throws Exception {
    Path file = folder.resolve("plan.json");
    Node plan =
        CommandRun.of(home, "plan", SampleHome.RELEASE, "--out", file.toString(), "--json")
            .endsWith(0)
            .json();

    PlanFile read = PlanFile.read(Files.readAllBytes(file), "plan.json");
    assertThat(read.digest().hex()).isEqualTo(plan.text("digest").orElseThrow());
    assertThat(Json.read(Files.readAllBytes(file), "plan.json").toPlain())
        .isEqualTo(plan.toPlain());
    assertThat(folder.resolve(plan.text("source").orElseThrow()))
        .satisfies(p -> assertThat(Files.isSameFile(p, Path.of(SampleHome.RELEASE))).isTrue());
    assertThat(
            CommandRun.of(home, "plan", SampleHome.RELEASE, "--json")
                .endsWith(0)
                .json()
                .text("digest"))
        .isEqualTo(plan.text("digest"));
  }

  @Test
  void refusedReleaseIsPlannedButNotWritten() throws Exception {
    Path file = folder.resolve("plan.json");
    Path release = folder.resolve("release.yaml");
    Files.writeString(
        release,
        """
        apiVersion: updatecenter/v1
        kind: Release
        metadata: { product: ContosoKiosk, version: "10.0.2.0" }
        payload: { os: { version: "10.0.17763.2114", source: windows-update } }
        rings: [ { ring: Nowhere, gate: { all: enrolled, maxFailures: 0, soak: 0s } } ]
        """,
        StandardCharsets.UTF_8);

    Node plan =
        CommandRun.of(home, "plan", release.toString(), "--out", file.toString(), "--json")
            .endsWith(3)
            .json();

    assertThat(plan.at("outlook", "refused").orElseThrow().toPlain()).isEqualTo(true);
    assertThat(plan.at("outlook", "findings").orElseThrow().elements()).isNotEmpty();
    assertThat(file).doesNotExist();
  }

  @Test
  void unreadableReleaseIsToldAsByValidate() throws Exception {
    Path release = folder.resolve("release.yaml");
    Files.writeString(release, "kind: Release\n", StandardCharsets.UTF_8);

    Node said = CommandRun.of(home, "plan", release.toString(), "--json").endsWith(3).json();

    assertThat(SchemaCheck.check("validation-result", said)).isEmpty();
    assertThat(said.get("findings").orElseThrow().elements()).isNotEmpty();
  }

  @Test
  void flightOfWhatIsNotPublishedIsNotFound() {
    CommandRun.of(home, "plan", "--flight", "ContosoKiosk", "--ring", "Preview").endsWith(5);
    CommandRun.of(home, "plan", "--flight", "Nobody", "--ring", "Preview").endsWith(5);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plan",
        "plan --flight ContosoKiosk",
        "plan --ring Preview",
        "plan release.yaml --ring Preview",
        "plan release.yaml --flight ContosoKiosk --ring Preview",
        "plan --flight ContosoKiosk --ring Preview --reason because"
      })
  void refusesWhatIsNeitherAReleaseNorAFlight(String command) {
    CommandRun.of(home, command.split(" ")).endsWith(2);
  }
}
