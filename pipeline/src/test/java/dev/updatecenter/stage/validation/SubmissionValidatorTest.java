package dev.updatecenter.stage.validation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.stage.validation.SubmissionValidator.Outcome;
import dev.updatecenter.testing.ReleaseFolder;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SubmissionValidatorTest {
  private final ReleaseFolder releases;

  SubmissionValidatorTest(@TempDir Path root) throws IOException {
    this.releases = new ReleaseFolder(root);
  }

  @ParameterizedTest
  @CsvSource({
    "ERROR, error, false",
    "WARNING, error, true",
    "WARNING, warning, false",
    "NOTE, warning, true",
    "NOTE, note, false",
  })
  void refusesFromTheSeverityThatTheReleaseNames(Severity found, String failOn, boolean passes)
      throws Exception {
    Finding finding = Finding.error("UC3213", "it", "found").weighing(found);
    Outcome outcome = judge(failOn, "k.json", (examination, report) -> report.accept(finding));

    assertThat(outcome.report().findings()).containsExactly(finding);
    assertThat(outcome.report().passes()).isEqualTo(passes);
    assertThat(outcome.validated().isPresent()).isEqualTo(passes);
  }

  @Test
  void whatCouldNotBeTakenInRefuses() throws Exception {
    Outcome outcome = judge("error", "gone.json", (examination, report) -> {});

    assertThat(outcome.report().refusing()).extracting(Finding::code).containsExactly("UC1010");
    assertThat(outcome.validated()).isEmpty();
  }

  @Test
  void sameFindingOfTwoRulesIsToldOnce() throws Exception {
    Finding finding = Finding.error("UC3213", "it", "found");
    Outcome outcome =
        judge(
            "error",
            "k.json",
            (examination, report) -> report.accept(finding),
            (examination, report) -> report.accept(finding));

    assertThat(outcome.report().findings()).containsExactly(finding);
  }

  private Outcome judge(String failOn, String file, ValidationRule... rules) throws IOException {
    releases.file("k.json", "{}");
    String payload = "{ files: [ { source: %s, destination: 'C:\\k.json' } ] }".formatted(file);
    String yaml =
        ReleaseFolder.yaml(
            ReleaseFolder.VERSION, payload, "validation: { failOn: " + failOn + " }");
    TestExaminations world = new TestExaminations(releases.take(yaml));
    return world.validator(rules).validate(world.examination());
  }
}
