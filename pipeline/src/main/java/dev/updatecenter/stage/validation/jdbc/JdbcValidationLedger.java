package dev.updatecenter.stage.validation.jdbc;

import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.stage.submission.InputRole;
import dev.updatecenter.stage.submission.SubmittedFile;
import dev.updatecenter.stage.submission.UpdateSubmission;
import dev.updatecenter.stage.validation.PackageKind;
import dev.updatecenter.stage.validation.SubmissionValidator;
import dev.updatecenter.stage.validation.ValidatedPackage;
import dev.updatecenter.stage.validation.ValidationLedger;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** {@link ValidationLedger} in tables {@code validation_report} and {@code validated_package}. */
public final class JdbcValidationLedger implements ValidationLedger {
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Clock clock;

  /** Joins the parts. */
  public JdbcValidationLedger(JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public void record(SubmissionValidator.Outcome outcome) {
    String submission = outcome.report().submission().hex();
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("delete from validated_package where submission = ?").param(submission).update();
          jdbc.sql("delete from validation_report where submission = ?").param(submission).update();
          jdbc.sql(
                  "insert into validation_report (submission, passed, report, reported_at)"
                      + " values (?, ?, ?, ?)")
              .param(submission)
              .param(outcome.validated().isPresent())
              .param(Json.text(outcome.report().findings()))
              .param(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
              .update();
          outcome.validated().ifPresent(v -> insert(submission, v.packages()));
        });
  }

  private void insert(String submission, List<ValidatedPackage> packages) {
    for (int i = 0; i < packages.size(); i++) {
      ValidatedPackage p = packages.get(i);
      jdbc.sql(
              "insert into validated_package (submission, position, role, sha256, kind, identity,"
                  + " version, architecture, keep_signature, kernel_code)"
                  + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
          .param(submission)
          .param(i)
          .param(p.file().role().name())
          .param(p.file().sha256().hex())
          .param(p.kind().wireName())
          .param(p.identity())
          .param(p.version().toString())
          .param(p.architecture().map(Architecture::wireName).orElse(null))
          .param(p.keepSignature())
          .param(p.kernelCode())
          .update();
    }
  }

  @Override
  public Optional<List<ValidatedPackage>> passed(UpdateSubmission submission) {
    List<Boolean> passed =
        jdbc.sql("select passed from validation_report where submission = ?")
            .param(submission.digest().hex())
            .query(Boolean.class)
            .list();
    if (passed.isEmpty() || !passed.get(0)) {
      return Optional.empty();
    }
    return Optional.of(
        jdbc.sql("select * from validated_package where submission = ? order by position")
            .param(submission.digest().hex())
            .query((row, number) -> validated(row, submission))
            .list());
  }

  @Override
  public List<Finding> findings(UpdateSubmission submission) {
    return jdbc.sql("select report from validation_report where submission = ?")
        .param(submission.digest().hex())
        .query((row, number) -> findings(row.getString("report")))
        .optional()
        .orElse(List.of());
  }

  private static List<Finding> findings(String report) throws SQLException {
    try {
      byte[] json = report.getBytes(StandardCharsets.UTF_8);
      return List.of(Json.bind(json, Finding[].class, "validation_report"));
    } catch (MalformedDocumentException e) {
      throw new SQLException("not a list of findings", e);
    }
  }

  private static ValidatedPackage validated(ResultSet row, UpdateSubmission submission)
      throws SQLException {
    ContentDigest sha256 = ContentDigest.ofHex(row.getString("sha256"));
    InputRole role = InputRole.valueOf(row.getString("role"));
    SubmittedFile file =
        submission.files(role).stream()
            .filter(f -> f.sha256().equals(sha256))
            .findFirst()
            .orElseThrow(
                () -> new IllegalStateException("no file " + sha256 + " in this submission"));
    return new ValidatedPackage(
        file,
        PackageKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
        row.getString("identity"),
        PackageVersion.parse(row.getString("version")),
        Optional.ofNullable(row.getString("architecture")).map(Architecture::parse),
        row.getBoolean("keep_signature"),
        row.getBoolean("kernel_code"));
  }
}
