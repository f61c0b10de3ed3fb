package dev.updatecenter.stage.submission.jdbc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.stage.submission.InputRole;
import dev.updatecenter.stage.submission.SubmissionLedger;
import dev.updatecenter.stage.submission.UpdateSubmission;
import dev.updatecenter.testing.ReleaseFolder;
import dev.updatecenter.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcSubmissionLedgerTest {
  private static final String YAML = ReleaseFolder.yaml("{ ocp: " + ReleaseFolder.OCP + " }");

  private final TestDatabase database = TestDatabase.open();
  private final ReleaseFolder releases;

  JdbcSubmissionLedgerTest(@TempDir Path root) throws IOException {
    this.releases = new ReleaseFolder(root);
  }

  @BeforeEach
  void build() throws IOException {
    releases.ocp("Contoso.A", "Contoso.B");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anotherProcessReopensWhatWasRecorded() throws Exception {
    UpdateSubmission taken = releases.take(YAML);
    ledger().record(taken);
    UpdateSubmission again =
        releases.intake().reopen(taken.digest(), ledger().files(taken.digest()));

    assertThat(ledger().files(taken.digest())).isEqualTo(taken.files());
    assertThat(again.digest()).isEqualTo(taken.digest());
    assertThat(again.files()).isEqualTo(taken.files());
  }

  @Test
  void sameSubmissionAgainBringsItsNewManifest() throws Exception {
    UpdateSubmission first = releases.take(YAML);
    UpdateSubmission second = releases.take(YAML + "notes: Better.\n");
    ledger().record(first);
    ledger().record(first);
    ledger().record(second);

    assertThat(second.digest()).isEqualTo(first.digest());
    assertThat(ledger().files(first.digest())).isEqualTo(second.files());
    assertThat(
            releases
                .intake()
                .reopen(first.digest(), ledger().files(first.digest()))
                .manifest()
                .notes())
        .isEqualTo("Better.");
  }

  @Test
  void unknownSubmissionHasNoFiles() {
    assertThat(ledger().files(ContentDigest.of(new byte[] {1}))).isEmpty();
  }

  @Test
  void pathLongerThanAnyColumnIsKeptShortened() throws Exception {
    String name = ReleaseFolder.OCP;
    String path = "./".repeat((1024 - name.length()) / 2) + name;
    UpdateSubmission taken = releases.take(ReleaseFolder.yaml("{ ocp: " + path + " }"));
    ledger().record(taken);

    assertThat(taken.files(InputRole.OCP_MEMBER).get(0).shownAs()).hasSizeGreaterThan(1024);
    assertThat(ledger().files(taken.digest()))
        .hasSameSizeAs(taken.files())
        .allSatisfy(f -> assertThat(f.shownAs()).hasSizeLessThanOrEqualTo(1024));
    assertThat(releases.intake().reopen(taken.digest(), ledger().files(taken.digest())).findings())
        .isEmpty();
  }

  private SubmissionLedger ledger() {
    return new JdbcSubmissionLedger(
        database.jdbc(),
        database.transactions(),
        releases.work(),
        Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
  }
}
