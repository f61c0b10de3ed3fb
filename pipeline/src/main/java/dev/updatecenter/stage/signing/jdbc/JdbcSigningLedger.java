package dev.updatecenter.stage.signing.jdbc;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.signing.SignedArtifact;
import dev.updatecenter.stage.signing.SigningLedger;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.Set;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** {@link SigningLedger} in table {@code signed_artifact}. */
public final class JdbcSigningLedger implements SigningLedger {
  private final JdbcClient jdbc;
  private final TransactionOperations ownTransaction;
  private final Clock clock;

  /**
   * Joins the parts.
   *
   * @param ownTransaction begins a transaction of its own, also inside another one
   */
  public JdbcSigningLedger(JdbcClient jdbc, TransactionOperations ownTransaction, Clock clock) {
    this.jdbc = jdbc;
    this.ownTransaction = ownTransaction;
    this.clock = clock;
  }

  @Override
  public Optional<SignedArtifact> find(ContentDigest unsigned, ContentDigest certificate) {
    return jdbc.sql(
            "select signed_sha256, length from signed_artifact"
                + " where unsigned_sha256 = ? and certificate = ?")
        .param(unsigned.hex())
        .param(certificate.hex())
        .query(
            (row, number) ->
                new SignedArtifact(
                    unsigned,
                    certificate,
                    ContentDigest.ofHex(row.getString("signed_sha256")),
                    row.getLong("length")))
        .optional();
  }

  @Override
  public Set<ContentDigest> certificates(ContentDigest unsigned) {
    return Set.copyOf(
        jdbc.sql("select certificate from signed_artifact where unsigned_sha256 = ?")
            .param(unsigned.hex())
            .query((row, number) -> ContentDigest.ofHex(row.getString("certificate")))
            .list());
  }

  @Override
  public void remember(ProductName product, SignedArtifact artifact) {
    ownTransaction.executeWithoutResult(
        status -> {
          jdbc.sql("delete from signed_artifact where unsigned_sha256 = ? and certificate = ?")
              .param(artifact.unsigned().hex())
              .param(artifact.certificate().hex())
              .update();
          insert("signed_artifact", product, artifact);
        });
  }

  @Override
  public boolean handedOut(SignedArtifact artifact) {
    return jdbc.sql(
            "select count(*) from signed_output"
                + " where unsigned_sha256 = ? and certificate = ? and signed_sha256 = ?")
        .param(artifact.unsigned().hex())
        .param(artifact.certificate().hex())
        .param(artifact.signed().hex())
        .query(Integer.class)
        .single()
        .equals(1);
  }

  @Override
  public void rememberHandedOut(ProductName product, SignedArtifact artifact) {
    try {
      ownTransaction.executeWithoutResult(status -> insert("signed_output", product, artifact));
    } catch (DuplicateKeyException e) {
      // Remembered before: a look first would cost each file as much as the insert.
    }
  }

  private void insert(String table, ProductName product, SignedArtifact artifact) {
    jdbc.sql(
            "insert into "
                + table
                + " (unsigned_sha256, certificate, signed_sha256, length, product, signed_at)"
                + " values (?, ?, ?, ?, ?, ?)")
        .param(artifact.unsigned().hex())
        .param(artifact.certificate().hex())
        .param(artifact.signed().hex())
        .param(artifact.length())
        .param(product.value())
        .param(OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC))
        .update();
  }
}
