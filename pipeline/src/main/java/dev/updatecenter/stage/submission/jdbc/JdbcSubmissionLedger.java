package dev.updatecenter.stage.submission.jdbc;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.stage.submission.InputRole;
import dev.updatecenter.stage.submission.SubmissionLedger;
import dev.updatecenter.stage.submission.SubmittedFile;
import dev.updatecenter.stage.submission.UpdateSubmission;
import dev.updatecenter.stage.submission.WorkFolder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** {@link SubmissionLedger} in tables {@code submission} and {@code submitted_file}. */
public final class JdbcSubmissionLedger implements SubmissionLedger {
  /** What the column holds; a path is shown to people only. */
  private static final int MOST_SHOWN = 1024;

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final WorkFolder work;
  private final Clock clock;

  /** Joins the parts. */
  public JdbcSubmissionLedger(
      JdbcClient jdbc, TransactionOperations transactions, WorkFolder work, Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.work = work;
    this.clock = clock;
  }

  @Override
  public void record(UpdateSubmission submission) {
    transactions.executeWithoutResult(
        status -> {
          String digest = submission.digest().hex();
          boolean known =
              jdbc.sql("select count(*) from submission where digest = ?")
                      .param(digest)
                      .query(Integer.class)
                      .single()
                  > 0;
          if (!known) {
            insert(submission);
          } else {
            // The same payload with other rings or notes brings another manifest.
            jdbc.sql("delete from submitted_file where submission = ?").param(digest).update();
          }
          insertFiles(digest, submission.files());
        });
  }

  private void insert(UpdateSubmission submission) {
    jdbc.sql("insert into submission (digest, product, version, received_at) values (?, ?, ?, ?)")
        .param(submission.digest().hex())
        .param(submission.product().value())
        .param(submission.version().toString())
        .param(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .update();
  }

  private void insertFiles(String digest, List<SubmittedFile> files) {
    for (int i = 0; i < files.size(); i++) {
      SubmittedFile file = files.get(i);
      jdbc.sql(
              "insert into submitted_file"
                  + " (submission, position, role, shown_as, file_name, sha256, length)"
                  + " values (?, ?, ?, ?, ?, ?, ?)")
          .param(digest)
          .param(i)
          .param(file.role().name())
          .param(clipped(file.shownAs()))
          .param(file.fileName())
          .param(file.sha256().hex())
          .param(file.length())
          .update();
    }
  }

  private static String clipped(String path) {
    return path.length() <= MOST_SHOWN ? path : path.substring(0, MOST_SHOWN - 1) + "…";
  }

  @Override
  public List<SubmittedFile> files(ContentDigest submission) {
    return jdbc.sql("select * from submitted_file where submission = ? order by position")
        .param(submission.hex())
        .query(this::file)
        .list();
  }

  private SubmittedFile file(ResultSet row, int number) throws SQLException {
    ContentDigest sha256 = ContentDigest.ofHex(row.getString("sha256"));
    return new SubmittedFile(
        InputRole.valueOf(row.getString("role")),
        row.getString("shown_as"),
        row.getString("file_name"),
        sha256,
        row.getLong("length"),
        work.copyOf(sha256));
  }
}
