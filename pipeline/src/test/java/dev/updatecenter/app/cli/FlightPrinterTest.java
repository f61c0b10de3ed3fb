package dev.updatecenter.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.jobs.Flighting;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.HaltRules;
import dev.updatecenter.stage.flighting.TestFlights;
import dev.updatecenter.stage.publishing.TestReleases;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class FlightPrinterTest {
  private static final Flight FLIGHT =
      TestFlights.flight(
          TestReleases.ocp(
              "10.0.2.0", TestFlights.settings(RingName.PREVIEW, TestFlights.allEnrolled())),
          HaltRules.DEFAULT,
          false,
          TestFlights.standing("1"));
  private static final Finding WARNING =
      Finding.warning("UC6044", "10.0.2.0", "its OCP stays behind")
          .because("a ring takes a version once")
          .fixedBy("flight both");

  private static String printed(OutputFormat format, List<Finding> warnings) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(OutputStream.nullOutputStream(), true, UTF_8);
    Output output = new Output(new PrintStream(out, true, UTF_8), err, format, false, false);
    new FlightPrinter(output).started(new Flighting.Result(true, FLIGHT, warnings));
    return out.toString(UTF_8);
  }

  @Test
  void peopleReadWarningsBeforeTheFlight() {
    assertThat(printed(OutputFormat.HUMAN, List.of(WARNING)))
        .containsSubsequence(
            "warning UC6044", "a ring takes a version once", "flight both", "Started flight 1");
    assertThat(printed(OutputFormat.HUMAN, List.of())).startsWith("Started flight 1");
  }

  @Test
  void programsReadWarningsAmongTheFindings() throws Exception {
    byte[] json = printed(OutputFormat.JSON, List.of(WARNING)).getBytes(UTF_8);
    Node result = Json.read(json, "stdout");

    assertThat(result.text("state")).hasValue("started");
    assertThat(result.get("findings").orElseThrow().elements())
        .singleElement()
        .satisfies(f -> assertThat(f.text("severity")).hasValue("warning"));
  }
}
