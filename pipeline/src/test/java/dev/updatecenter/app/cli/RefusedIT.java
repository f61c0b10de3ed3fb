package dev.updatecenter.app.cli;

import static dev.updatecenter.app.cli.SampleHome.WORKSPACE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.document.Node;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The refused release of the sample: every planted fault at once, and nothing is published. */
class RefusedIT {
  private static final String REFUSED = WORKSPACE.resolve("release-refused.yaml").toString();
  private static final Pattern PLANTED =
      Pattern.compile("^\\| (UC[0-9]{4}) \\|", Pattern.MULTILINE);

  private static Path registered;
  private static Set<String> planted;

  private final Path home;

  RefusedIT(@TempDir Path folder) {
    this.home = folder.resolve("home");
  }

  @BeforeAll
  static void prepare(@TempDir Path folder) throws IOException {
    registered = SampleHome.prepared(folder.resolve("registered"));
    String readme = Files.readString(WORKSPACE.resolve("README.md"));
    planted =
        PLANTED
            .matcher(readme.substring(readme.indexOf("## The planted faults")))
            .results()
            .map(found -> found.group(1))
            .collect(Collectors.toCollection(TreeSet::new));
  }

  @Test
  void namesEveryPlantedFaultInOneReportAndPublishesNothing() throws Exception {
    SampleHome.copy(registered, home);

    CommandRun run = CommandRun.of(home, "submit", REFUSED).endsWith(3);

    assertThat(planted).hasSizeGreaterThan(10);
    assertThat(codes(run.out() + run.err())).containsAll(planted);
    assertThat(run.out()).contains("nothing was published");
    assertNothingIsLeft();
  }

  @Test
  void saysTheSameInJsonAndFindsNoOtherError() throws Exception {
    SampleHome.copy(registered, home);

    Node json = CommandRun.of(home, "submit", "--json", REFUSED).endsWith(3).json();

    assertThat(json.text("state")).hasValue("refused");
    assertThat(json.text("product")).hasValue("ContosoKiosk");
    assertThat(json.text("version")).isPresent();
    assertThat(json.text("submission")).get().asString().hasSize(64);
    assertThat(codes(json)).containsAll(planted);
    assertThat(planted).containsAll(errors(json));
    assertNothingIsLeft();
  }

  @Test
  void isRefusedAgainByASecondRun() throws Exception {
    SampleHome.copy(registered, home);
    Node first = CommandRun.of(home, "submit", "--json", REFUSED).endsWith(3).json();

    Node second = CommandRun.of(home, "submit", "--json", REFUSED).endsWith(3).json();

    assertThat(second.toPlain()).isEqualTo(first.toPlain());
  }

  @Test
  void namesAllAlsoWhereNoProductIsRegistered() throws Exception {
    SampleHome.trusting(home);

    Node json = CommandRun.of(home, "submit", "--json", REFUSED).endsWith(3).json();

    assertThat(codes(json)).contains("UC2101").containsAll(planted);
    assertNothingIsLeft();
  }

  private void assertNothingIsLeft() throws IOException {
    assertThat(home.resolve("store")).doesNotExist();
    assertThat(World.of(home).keySet())
        .noneMatch(name -> name.startsWith("work/") && !name.endsWith("/"))
        .noneMatch(name -> name.startsWith("signed/"));
  }

  private static Set<String> codes(String text) {
    return Pattern.compile("UC[0-9]{4}")
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .collect(Collectors.toSet());
  }

  private static Set<String> codes(Node report) {
    return report.get("findings").orElseThrow().elements().stream()
        .map(f -> f.text("code").orElseThrow())
        .collect(Collectors.toSet());
  }

  private static Set<String> errors(Node report) {
    return report.get("findings").orElseThrow().elements().stream()
        .filter(f -> f.text("severity").orElseThrow().equals("error"))
        .map(f -> f.text("code").orElseThrow())
        .collect(Collectors.toSet());
  }
}
