package dev.updatecenter.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.kernel.document.Yaml;
import dev.updatecenter.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What samples/ci says to copy works. */
class CiSamplesTest {
  private static final Path CI = Path.of("..", "samples", "ci");

  @Test
  void workflowRunsTheCommandAndUploadsAlsoWhenItFailed() throws Exception {
    Node workflow = Yaml.read(Files.readAllBytes(CI.resolve("github-actions.yml")), "workflow");
    List<Node> steps = workflow.at("jobs", "validate", "steps").orElseThrow().elements();

    assertThat(steps)
        .anySatisfy(
            s ->
                assertThat(s.text("run").orElse(""))
                    .contains("validate release.yaml --github", "--sarif", "--junit"));
    assertThat(steps)
        .filteredOn(s -> s.text("uses").orElse("").contains("upload"))
        .hasSize(2)
        .allMatch(s -> s.text("if").orElse("").equals("always()"));
  }

  @Test
  void scriptReportsEveryReleaseAndEndsWithTheHighestCode(@TempDir Path folder) throws Exception {
    Path asked = folder.resolve("asked");
    Path ducctl = program(folder.resolve("ducctl"), asked);
    String script = CI.resolve("validate.sh").toAbsolutePath().toString();

    Programs.Result result =
        Programs.run(
            Programs.require("env"),
            "DUCCTL=" + ducctl,
            "REPORTS=" + folder.resolve("r"),
            script,
            "a/bad.yaml",
            "b/good.yaml");

    assertThat(result.exit()).isEqualTo(3);
    assertThat(Files.readAllLines(asked))
        .containsExactly(
            "--no-input validate a/bad.yaml --sarif %1$s/r/a_bad.sarif --junit %1$s/r/a_bad.xml"
                .formatted(folder),
            "--no-input validate b/good.yaml --sarif %1$s/r/b_good.sarif --junit %1$s/r/b_good.xml"
                .formatted(folder));
  }

  /** Writes down what it is asked, and refuses what is called bad. */
  private static Path program(Path file, Path asked) throws IOException {
    Files.writeString(
        file,
        """
        #!/bin/sh
        echo "$@" >>'%s'
        case $3 in *bad*) exit 3 ;; esac
        """
            .formatted(asked));
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }
}
