package dev.updatecenter.stage.validation.jdbc;

import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.validation.approval.ApprovalSubject;
import dev.updatecenter.stage.validation.approval.PolicyChangeLedger;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** {@link PolicyChangeLedger} in tables {@code policy_proposal} and {@code policy_change}. */
public final class JdbcPolicyChangeLedger implements PolicyChangeLedger {
  private static final String SUBJECT =
      " where product = :product and purpose = :purpose and digest = :digest";

  private final JdbcClient jdbc;
  private final Clock clock;

  /** Joins the parts. */
  public JdbcPolicyChangeLedger(JdbcClient jdbc, Clock clock) {
    this.jdbc = jdbc;
    this.clock = clock;
  }

  @Override
  public void propose(ApprovalSubject subject, String document) {
    int known =
        with(
                "update policy_proposal set document = :document, proposed_at = :at" + SUBJECT,
                subject)
            .param("document", document)
            .param("at", now())
            .update();
    if (known == 0) {
      insert(subject, document);
    }
  }

  private void insert(ApprovalSubject subject, String document) {
    try {
      with(
              "insert into policy_proposal (product, purpose, digest, document, proposed_at)"
                  + " values (:product, :purpose, :digest, :document, :at)",
              subject)
          .param("document", document)
          .param("at", now())
          .update();
    } catch (DuplicateKeyException proposedByAnotherProcess) {
      // What has the digest is the same document.
    }
  }

  @Override
  public Optional<String> proposed(ApprovalSubject subject) {
    return with("select document from policy_proposal" + SUBJECT, subject)
        .query(String.class)
        .optional();
  }

  @Override
  public void changed(ApprovalSubject subject, String document) {
    long number =
        jdbc.sql("select coalesce(max(number), 0) + 1 from policy_change where product = ?")
            .param(subject.product().value())
            .query(Long.class)
            .single();
    with(
            "insert into policy_change (product, number, purpose, digest, document, changed_at)"
                + " values (:product, :number, :purpose, :digest, :document, :at)",
            subject)
        .param("number", number)
        .param("document", document)
        .param("at", now())
        .update();
  }

  @Override
  public Optional<Instant> lastChange(ProductName product) {
    return jdbc.sql(
            "select changed_at from policy_change where product = ? order by number desc limit 1")
        .param(product.value())
        .query(OffsetDateTime.class)
        .optional()
        .map(OffsetDateTime::toInstant);
  }

  private StatementSpec with(String sql, ApprovalSubject subject) {
    return jdbc.sql(sql)
        .param("product", subject.product().value())
        .param("purpose", subject.purpose().wireName())
        .param("digest", subject.digest().hex());
  }

  private OffsetDateTime now() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    return OffsetDateTime.ofInstant(now, ZoneOffset.UTC);
  }
}
