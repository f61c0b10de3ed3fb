package dev.updatecenter.stage.validation.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.submission.UpdateSubmission;
import dev.updatecenter.stage.submission.jdbc.JdbcSubmissionLedger;
import dev.updatecenter.stage.validation.PackageKind;
import dev.updatecenter.stage.validation.SubmissionValidator.Outcome;
import dev.updatecenter.stage.validation.TestExaminations;
import dev.updatecenter.stage.validation.ValidatedPackage;
import dev.updatecenter.stage.validation.ValidatedSubmission;
import dev.updatecenter.stage.validation.ValidationLedger;
import dev.updatecenter.stage.validation.ValidationRule;
import dev.updatecenter.testing.CbsPackages;
import dev.updatecenter.testing.PeBuilder;
import dev.updatecenter.testing.ReleaseFolder;
import dev.updatecenter.testing.TestDatabase;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JdbcValidationLedgerTest {
  private static final Clock CLOCK = Clock.fixed(Instant.EPOCH, ZoneOffset.UTC);
  private static final String YAML =
      ReleaseFolder.yaml(
          "{ ocp: "
              + ReleaseFolder.OCP
              + ", files: [ { source: k.json, destination: 'C:\\k.json' } ] }");
  private static final ValidationRule REFUSES =
      (examination, report) -> report.accept(Finding.error("UC3213", "it", "refused"));

  private final TestDatabase database = TestDatabase.open();
  private final ReleaseFolder releases;

  JdbcValidationLedgerTest(@TempDir Path root) throws IOException {
    this.releases = new ReleaseFolder(root);
  }

  @BeforeEach
  void build() throws IOException {
    releases.ocp("Contoso.A", "Contoso.B");
    releases.file("k.json", "{}");
  }

  @AfterEach
  void close() {
    database.close();
  }

  @Test
  void anotherProcessRestoresWhatPassed() throws Exception {
    UpdateSubmission taken = recorded(YAML);
    Outcome outcome = judge(taken);
    ledger().record(outcome);
    UpdateSubmission reopened = releases.intake().reopen(taken.digest(), taken.files());
    ValidatedSubmission restored = ValidatedSubmission.restore(reopened, ledger()).orElseThrow();

    assertThat(restored.submission()).isSameAs(reopened);
    assertThat(restored.packages())
        .isEqualTo(outcome.validated().orElseThrow().packages())
        .extracting(ValidatedPackage::identity)
        .containsExactly("Contoso.A", "Contoso.B", "k.json");
    assertThat(restored.packages())
        .extracting(ValidatedPackage::kind)
        .containsExactly(PackageKind.CBS, PackageKind.CBS, PackageKind.FILE);
    assertThat(restored.packages().get(2).version()).isEqualTo(PackageVersion.parse("10.0.2.0"));
  }

  @Test
  void anotherProcessKnowsThatTheKernelWouldLoadCodeOfIt() throws Exception {
    CbsPackages.write(
        releases.folder().resolve("a.cab"),
        "Contoso.A",
        ReleaseFolder.VERSION,
        "arm",
        Map.of("a.sys", PeBuilder.driver(PeBuilder.ARM).build()));
    UpdateSubmission kernel = recorded(ReleaseFolder.yaml("{ apps: [a.cab] }"));
    ledger().record(judge(kernel));
    UpdateSubmission none = recorded(YAML);
    ledger().record(judge(none));

    assertThat(ValidatedSubmission.restore(kernel, ledger()).orElseThrow().kernelCode()).isTrue();
    assertThat(ValidatedSubmission.restore(none, ledger()).orElseThrow().kernelCode()).isFalse();
  }

  @Test
  void anotherProcessReadsWhatWasFound() throws Exception {
    UpdateSubmission taken = recorded(YAML);
    assertThat(ledger().findings(taken)).isEmpty();
    Outcome outcome = judge(taken, REFUSES);
    ledger().record(outcome);

    assertThat(ledger().findings(taken)).isNotEmpty().isEqualTo(outcome.report().findings());
  }

  @Test
  void refusedSubmissionIsNotRestored() throws Exception {
    UpdateSubmission taken = recorded(YAML);
    ledger().record(judge(taken, REFUSES));

    assertThat(ValidatedSubmission.restore(taken, ledger())).isEmpty();
  }

  @Test
  void submissionThatWasNeverJudgedIsNotRestored() throws Exception {
    assertThat(ValidatedSubmission.restore(recorded(YAML), ledger())).isEmpty();
  }

  @Test
  void anotherSubmissionIsNotRestoredByTheFirst() throws Exception {
    ledger().record(judge(recorded(YAML)));
    releases.file("k.json", "{ }");

    assertThat(ValidatedSubmission.restore(recorded(YAML), ledger())).isEmpty();
  }

  @Test
  void laterVerdictReplacesTheEarlier() throws Exception {
    UpdateSubmission taken = recorded(YAML);
    ledger().record(judge(taken));
    ledger().record(judge(taken, REFUSES));
    assertThat(ValidatedSubmission.restore(taken, ledger())).isEmpty();

    ledger().record(judge(taken));
    assertThat(ValidatedSubmission.restore(taken, ledger()).orElseThrow().packages()).hasSize(3);
  }

  @Test
  void packageThatIsNoFileOfTheSubmissionIsRefused() throws Exception {
    UpdateSubmission taken = recorded(YAML);
    ledger().record(judge(taken));
    database
        .jdbc()
        .sql("update validated_package set sha256 = ? where position = 1")
        .param("0".repeat(64))
        .update();

    assertThatThrownBy(() -> ValidatedSubmission.restore(taken, ledger()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("0000");
  }

  private UpdateSubmission recorded(String yaml) throws IOException {
    UpdateSubmission taken = releases.take(yaml);
    new JdbcSubmissionLedger(database.jdbc(), database.transactions(), releases.work(), CLOCK)
        .record(taken);
    return taken;
  }

  private static Outcome judge(UpdateSubmission submission, ValidationRule... rules)
      throws IOException {
    TestExaminations world = new TestExaminations(submission);
    return world.validator(rules).validate(world.examination());
  }

  private ValidationLedger ledger() {
    return new JdbcValidationLedger(database.jdbc(), database.transactions(), CLOCK);
  }
}
