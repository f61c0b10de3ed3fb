package dev.updatecenter.app.jobs;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.stage.publishing.PublishedPackage;
import dev.updatecenter.stage.signing.SignedPackage;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What the chunks of the sign and publish steps write, in the chunk's transaction. */
final class PackageRows {
  private final JdbcClient jdbc;
  private final ContentDigest submission;

  PackageRows(JdbcClient jdbc, ContentDigest submission) {
    this.jdbc = jdbc;
    this.submission = submission;
  }

  void signed(NumberedPackage<SignedPackage> p) {
    clear("signed_package", p.position());
    jdbc.sql(
            "insert into signed_package (submission, position, sha256, length) values (?, ?, ?, ?)")
        .param(submission.hex())
        .param(p.position())
        .param(p.content().sha256().hex())
        .param(p.content().length())
        .update();
  }

  void uploaded(NumberedPackage<PublishedPackage> p) {
    clear("uploaded_package", p.position());
    jdbc.sql("insert into uploaded_package (submission, position, target) values (?, ?, ?)")
        .param(submission.hex())
        .param(p.position())
        .param(p.content().target())
        .update();
  }

  private void clear(String table, int position) {
    jdbc.sql("delete from " + table + " where submission = ? and position = ?")
        .param(submission.hex())
        .param(position)
        .update();
  }
}
