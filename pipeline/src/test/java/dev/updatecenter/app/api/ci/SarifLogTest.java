package dev.updatecenter.app.api.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.SourcePosition;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.kernel.document.Yaml;
import dev.updatecenter.testing.SarifJudge;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SarifLogTest {
  private static final Finding ERROR = Finding.error("UC1010", "s", "m").at("r.yaml", 3, 4);
  private static final Finding MEMBER =
      Finding.warning("UC3034", "s", "m").at("a b/é.cab!c.cab!d.inf", 3, 4);
  private static final Finding WAIVED = Finding.error("UC3213", "s", "m").waivedNow();

  private final Path folder;
  private final Repository repository;

  SarifLogTest(@TempDir Path folder) {
    this.folder = folder;
    this.repository = Repository.around(folder.resolve("r.yaml"), "r.yaml");
  }

  @Test
  void logsAreWhatThePublishedSchemaTakes() throws Exception {
    SarifJudge judge = SarifJudge.require();
    UpdateCenterException why = UpdateCenterException.error("UC1051", ExitCode.USAGE, "m").build();
    for (CheckedRelease checked :
        List.of(
            of(),
            of(ERROR, MEMBER, WAIVED),
            Hostile.checked(repository),
            new CheckedRelease("1", "r.yaml", List.of(), List.of(), Optional.of(why)))) {
      assertThat(judge.breaches(SarifLog.of(checked))).isEmpty();
    }
  }

  @Test
  void aReleaseWithoutFindingsHasAnEmptyListOfResults() throws Exception {
    Node run = run(of());

    assertThat(run.get("results").orElseThrow()).isInstanceOf(Node.Sequence.class);
    assertThat(run.get("results").orElseThrow().elements()).isEmpty();
    assertThat(run.get("invocations").orElseThrow().toPlain())
        .isEqualTo(List.of(Map.of("executionSuccessful", true)));
  }

  @Test
  void resultsNameTheirRuleTheirPlaceAndWhoLetThemPass() throws Exception {
    Node run = run(of(ERROR, MEMBER, WAIVED));
    List<Node> rules = run.at("tool", "driver", "rules").orElseThrow().elements();
    List<Node> results = run.get("results").orElseThrow().elements();

    assertThat(results)
        .allSatisfy(
            r ->
                assertThat(rules.get(r.integer("ruleIndex").orElseThrow().intValue()).text("id"))
                    .isEqualTo(r.text("ruleId")));
    assertThat(results)
        .extracting(r -> r.text("level").orElseThrow())
        .containsExactly("error", "warning", "error");
    assertThat(String.valueOf(place(results.get(0)).toPlain()))
        .contains("uri=r.yaml", "uriBaseId=SRCROOT", "startLine=3", "startColumn=4");
    assertThat(String.valueOf(place(results.get(1)).toPlain()))
        .contains("uri=a%20b/%C3%A9.cab")
        .doesNotContain("startLine");
    assertThat(String.valueOf(results.get(1).get("locations").orElseThrow().toPlain()))
        .contains("fullyQualifiedName=a b/é.cab!c.cab!d.inf");
    assertThat(results.get(2).get("suppressions").orElseThrow().elements().get(0).text("status"))
        .hasValue("accepted");
    assertThat(results.get(0).get("suppressions")).isEmpty();
  }

  @Test
  void fingerprintsOutliveMovedLinesAndTellEqualsApart() throws Exception {
    List<String> before = fingerprints(of(ERROR, ERROR, MEMBER));
    List<String> after = fingerprints(of(ERROR.at("r.yaml", 9, 1), ERROR, MEMBER));

    assertThat(after).isEqualTo(before).doesNotHaveDuplicates();
    assertThat(fingerprints(of(ERROR.at("other.yaml", 3, 4)))).doesNotContainAnyElementsOf(before);
  }

  @Test
  void aValidationThatStoppedSaysSoAndHasNoResults() throws Exception {
    UpdateCenterException why =
        UpdateCenterException.error("UC1051", ExitCode.USAGE, "no policy").build();

    Node run = run(new CheckedRelease("1", "r.yaml", List.of(), List.of(), Optional.of(why)));

    assertThat(String.valueOf(run.get("invocations").orElseThrow().toPlain()))
        .contains("executionSuccessful=false", "UC1051", "no policy");
    assertThat(run.get("results").orElseThrow().elements()).isEmpty();
  }

  @Test
  void moreResultsThanServicesTakeAreLeftOutAndCounted() throws Exception {
    CheckedRelease.Result one = result(ERROR);
    List<CheckedRelease.Result> many = Stream.generate(() -> one).limit(25_002).toList();

    Node run = run(new CheckedRelease("1", "r.yaml", List.of(), many, Optional.empty()));

    assertThat(run.get("results").orElseThrow().elements()).hasSize(25_000);
    assertThat(String.valueOf(run.get("invocations").orElseThrow().toPlain()))
        .contains("2 milder findings are left out");
  }

  @Test
  void columnsAreOfTheKindThatTheRunNames() throws Exception {
    byte[] yaml = "{ \"\ud83d\ude00\": 1, zzz: 2 }".getBytes(StandardCharsets.UTF_8);

    Node document = Yaml.read(yaml, "r.yaml");

    assertThat(run(of()).text("columnKind")).hasValue("unicodeCodePoints");
    assertThat(((Node.Mapping) document).keys().get("zzz"))
        .isEqualTo(new SourcePosition("r.yaml", 1, 11));
  }

  @Test
  void namesNothingOfTheMachine() {
    String log =
        new String(
            SarifLog.of(
                of(
                    Finding.error("UC2204", "s", "differs from " + folder.resolve("p.yaml"))
                        .at(folder.resolve("q.yaml").toString(), 1, 1)
                        .because("see " + folder.resolve("p.yaml"))
                        .fixedBy("f"))),
            StandardCharsets.UTF_8);

    assertThat(log).contains("differs from p.yaml").doesNotContain(folder.toString());
  }

  private static Node place(Node result) {
    return result
        .get("locations")
        .orElseThrow()
        .elements()
        .get(0)
        .get("physicalLocation")
        .orElseThrow();
  }

  private static List<String> fingerprints(CheckedRelease checked) throws Exception {
    return run(checked).get("results").orElseThrow().elements().stream()
        .map(
            r ->
                r.at("partialFingerprints", "findingIdentity/v1").flatMap(Node::text).orElseThrow())
        .toList();
  }

  private CheckedRelease of(Finding... findings) {
    return new CheckedRelease(
        "1.2.3",
        "r.yaml",
        List.of("r.yaml"),
        Stream.of(findings).map(this::result).toList(),
        Optional.empty());
  }

  private CheckedRelease.Result result(Finding f) {
    return CheckedRelease.result(
        f, repository, !f.waived(), f.waived() ? Optional.of("by sec") : Optional.empty());
  }

  private static Node run(CheckedRelease checked) throws Exception {
    return Json.read(SarifLog.of(checked), "log").get("runs").orElseThrow().elements().get(0);
  }
}
