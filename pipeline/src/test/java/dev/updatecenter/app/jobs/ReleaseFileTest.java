package dev.updatecenter.app.jobs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.submission.UpdateSubmission;
import dev.updatecenter.testing.ReleaseFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReleaseFileTest {
  private static final String PAYLOAD = "{ files: [ { source: k.json, destination: 'C:\\k' } ] }";

  private final ReleaseFolder releases;
  private final Path document;

  ReleaseFileTest(@TempDir Path root) throws IOException {
    this.releases = new ReleaseFolder(root);
    this.document = releases.file("release.yaml", ReleaseFolder.yaml(PAYLOAD));
    releases.file("k.json", "{}");
  }

  @Test
  void copyOfWhatWasReadIsTaken() throws Exception {
    ReleaseFile file = ReleaseFile.read(document, "release.yaml");

    assertThat(file.requireCopied(taken(file)).files()).hasSize(2);
  }

  @Test
  void refusesADocumentThatChangedBetweenReadingAndCopying() throws Exception {
    ReleaseFile file = ReleaseFile.read(document, "release.yaml");
    // What the digest of the submission does not cover, too: it is kept as the plan.
    Files.writeString(document, Files.readString(document).replace("soak: 12h", "soak: 0s"));
    UpdateSubmission submission = taken(file);

    assertThatThrownBy(() -> file.requireCopied(submission))
        .isInstanceOfSatisfying(
            UpdateCenterException.class,
            e -> {
              assertThat(e.code()).isEqualTo("UC1064");
              assertThat(e.exit()).isEqualTo(ExitCode.CONFLICT);
            });
  }

  private UpdateSubmission taken(ReleaseFile file) {
    return releases
        .intake()
        .take(document, "release.yaml", file.parsed().manifest().orElseThrow(), List.of());
  }
}
