package dev.updatecenter.stage.validation.jdbc;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.stage.validation.approval.Author;
import dev.updatecenter.stage.validation.approval.AuthorLedger;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** {@link AuthorLedger} in table {@code release_author}. */
public final class JdbcAuthorLedger implements AuthorLedger {
  private final JdbcClient jdbc;
  private final TransactionOperations transactions;

  /**
   * Joins the parts.
   *
   * @param transactions that always begin one of their own
   */
  public JdbcAuthorLedger(JdbcClient jdbc, TransactionOperations transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  @Override
  public void record(ContentDigest submission, Author author) {
    transactions.executeWithoutResult(
        status -> {
          jdbc.sql("delete from release_author where submission = ?")
              .param(submission.hex())
              .update();
          jdbc.sql("insert into release_author (submission, names, keys) values (?, ?, ?)")
              .param(submission.hex())
              .param(AuthorColumns.names(author.names()))
              .param(AuthorColumns.keys(author))
              .update();
        });
  }

  @Override
  public Optional<Author> find(ContentDigest submission) {
    return jdbc.sql("select names, keys from release_author where submission = ?")
        .param(submission.hex())
        .query((row, n) -> AuthorColumns.read(row.getString("names"), row.getString("keys")))
        .optional();
  }
}
