package dev.updatecenter.stage.signing.jdbc;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.stage.signing.SignedSubmission;
import dev.updatecenter.stage.signing.SignedSubmissions;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** {@link SignedSubmissions} in table {@code signed_submission}, in the caller's transaction. */
public final class JdbcSignedSubmissions implements SignedSubmissions {
  private final JdbcClient jdbc;
  private final Clock clock;

  /** Joins the parts. */
  public JdbcSignedSubmissions(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public Optional<SignedSubmission> find(ContentDigest submission) {
    return jdbc.sql("select certificate, ocp_unsigned from signed_submission where submission = ?")
        .param(submission.hex())
        .query(
            (row, number) ->
                new SignedSubmission(
                    submission,
                    ContentDigest.ofHex(row.getString("certificate")),
                    Optional.ofNullable(row.getString("ocp_unsigned")).map(ContentDigest::ofHex)))
        .optional();
  }

  @Override
  public void remember(SignedSubmission signed) {
    jdbc.sql("delete from signed_submission where submission = ?")
        .param(signed.submission().hex())
        .update();
    jdbc.sql(
            "insert into signed_submission (submission, certificate, ocp_unsigned, signed_at)"
                + " values (?, ?, ?, ?)")
        .param(signed.submission().hex())
        .param(signed.certificate().hex())
        .param(signed.ocp().map(ContentDigest::hex).orElse(null))
        .param(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .update();
  }
}
