package dev.updatecenter.stage.flighting.rules;

import static dev.updatecenter.kernel.core.RingName.EARLY_ADOPTER;
import static dev.updatecenter.stage.flighting.rules.FlightScene.early;
import static dev.updatecenter.stage.flighting.rules.FlightScene.scene;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.SourceFiles;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each code that a flight may be refused or warned with: a case that gets it, and one that does
 * not.
 */
class FlightRulesTest {
  private static final Path RULES =
      SourceFiles.MODULE.resolve("src/main/java/dev/updatecenter/stage/flighting");
  private static final String OLD = "10.0.17763.500";
  private static final String NEW = "10.0.17763.2114";

  private static Stream<FlightExample> examples() {
    return Stream.of(
            VersionExamples.versions(),
            VersionExamples.targets(),
            GateExamples.gates(),
            PolicyExamples.policies(),
            WindowsExamples.floors(),
            WindowsExamples.windows())
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("examples")
  void saysWhatStandsAgainstAFlightAndNothingWhereItDoesNot(FlightExample example) {
    List<Finding> said = of(example.code(), example.fails());
    assertThat(said).isNotEmpty().extracting(Finding::severity).contains(example.severity());
    assertThat(said).allSatisfy(f -> assertThat(f.why()).isNotBlank());
    assertThat(said).allSatisfy(f -> assertThat(f.fix()).isNotBlank());
    assertThat(of(example.code(), example.passes()))
        .extracting(Finding::severity)
        .doesNotContain(example.severity());
  }

  private static List<Finding> of(String code, FlightScene scene) {
    return scene.findings().stream().filter(f -> f.code().equals(code)).toList();
  }

  @Test
  void everyCodeOfTheRulesHasAnExample() throws IOException {
    Set<String> said = new TreeSet<>();
    try (Stream<Path> files = Files.walk(RULES.resolve("rules"))) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        said.addAll(codes(file));
      }
    }
    said.addAll(codes(RULES.resolve("FlightValidator.java")));

    assertThat(examples().map(FlightExample::code).distinct())
        .containsExactlyInAnyOrderElementsOf(said);
  }

  private static List<String> codes(Path file) throws IOException {
    return Pattern.compile("\"(UC\\d{4})\"")
        .matcher(Files.readString(file))
        .results()
        .map((MatchResult m) -> m.group(1))
        .toList();
  }

  @Test
  void saysNothingOfASoundFlight() {
    assertThat(scene().findings()).isEmpty();
    assertThat(early().findings()).isEmpty();
    assertThat(scene().releaseMoves(NEW).findings()).isEmpty();
  }

  @Test
  void saysEverythingAtOnce() {
    FlightScene bad =
        scene()
            .to(EARLY_ADOPTER)
            .calendar(PolicyExamples.frozen())
            .at("2026-12-24T12:00:00Z")
            .baseline(OLD)
            .traits(false, false, false);

    assertThat(bad.findings())
        .extracting(Finding::code)
        .containsExactlyInAnyOrder("UC6003", "UC6030", "UC6038", "UC6039");
  }

  @Test
  void tellsTheReasonAndTheEndOfAFreeze() {
    assertThat(scene().calendar(PolicyExamples.frozen()).at("2026-12-24T12:00:00Z").findings())
        .singleElement()
        .satisfies(
            f -> {
              assertThat(f.message()).contains("2027-01-03T23:00:00Z");
              assertThat(f.why()).contains("Christmas trade");
            });
  }

  @Test
  void tellsWhySomebodySkippedARing() {
    assertThat(
            scene().to(EARLY_ADOPTER).skippingIsAllowed().skipping("The lab is flooded").findings())
        .singleElement()
        .satisfies(f -> assertThat(f.why()).contains("The lab is flooded"));
  }
}
