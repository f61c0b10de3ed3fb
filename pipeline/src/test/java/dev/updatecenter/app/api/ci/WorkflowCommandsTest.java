package dev.updatecenter.app.api.ci;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkflowCommandsTest {
  private final Repository repository;

  WorkflowCommandsTest(@TempDir Path folder) {
    this.repository = Repository.around(folder.resolve("r,1:2%.yaml"), "r.yaml");
  }

  @Test
  void escapesMoreInPropertiesThanInTheMessage() {
    assertThat(lines(Finding.error("UC1010", "s", "50% of: a, b").at("r.yaml", 3, 4)))
        .singleElement()
        .asString()
        .startsWith(
            "::error file=r%2C1%3A2%25.yaml,line=3,col=4,title=UC1010 An input of the release is"
                + " missing::UC1010 s: 50%25 of: a, b%0AWhy: ");
  }

  @Test
  void weightsAreGitHubsAndAWaivedErrorIsANotice() {
    assertThat(
            lines(
                Finding.warning("UC3209", "s", "m"),
                Finding.note("UC3298", "s", "m"),
                Finding.error("UC3213", "s", "m").waivedNow()))
        .extracting(line -> line.substring(0, line.indexOf(' ')))
        .containsExactly("::warning", "::notice", "::notice");
  }

  @Test
  void hostileTextStaysInItsOwnLine() {
    for (String line : WorkflowCommands.of(Hostile.checked(repository))) {
      assertThat(line).startsWith("::").doesNotContain("\n", "\r", "\u001b");
      String properties = line.substring(2, line.indexOf("::", 2));
      assertThat(properties.substring(properties.indexOf(' ') + 1).split(","))
          .allMatch(p -> p.matches("(file|line|col|title)=[^:,\\r\\n]*"));
    }
  }

  @Test
  void aValidationThatStoppedIsAnError() {
    UpdateCenterException why =
        UpdateCenterException.error("UC1051", ExitCode.USAGE, "no policy").why("w").build();
    CheckedRelease stopped =
        new CheckedRelease("1.0.0", "r.yaml", List.of("r.yaml"), List.of(), Optional.of(why));

    assertThat(WorkflowCommands.of(stopped))
        .singleElement()
        .asString()
        .matches("::error file=r.yaml,title=UC1051 .*::UC1051 no policy%0Aw.*");
  }

  private List<String> lines(Finding... findings) {
    return WorkflowCommands.of(
        new CheckedRelease(
            "1.0.0",
            repository.release(),
            List.of(),
            List.of(findings).stream()
                .map(
                    f ->
                        CheckedRelease.result(
                            f,
                            repository,
                            false,
                            f.waived() ? Optional.of("Waived by sec") : Optional.empty()))
                .toList(),
            Optional.empty()));
  }
}
