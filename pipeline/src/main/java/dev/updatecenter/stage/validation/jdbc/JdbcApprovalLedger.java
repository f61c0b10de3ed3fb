package dev.updatecenter.stage.validation.jdbc;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.stage.validation.approval.Approval;
import dev.updatecenter.stage.validation.approval.ApprovalLedger;
import dev.updatecenter.stage.validation.approval.ApprovalPurpose;
import dev.updatecenter.stage.validation.approval.ApprovalRequest;
import dev.updatecenter.stage.validation.approval.ApprovalStatement;
import dev.updatecenter.stage.validation.approval.ApprovalSubject;
import dev.updatecenter.stage.validation.approval.Author;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;
import org.springframework.transaction.support.TransactionOperations;

/** {@link ApprovalLedger} in tables {@code approval_request} and {@code approval}. */
public final class JdbcApprovalLedger implements ApprovalLedger {
  private static final String NONE = "";

  /** Of releases whose content was approved, before there were plans: they are told to be void. */
  private static final String BEFORE_PLANS = ApprovalPurpose.SIGNING.wireName();

  private static final String INSERT =
      "insert into approval (sha256, purpose, product, digest, version, ring, person, decision,"
          + " document, recorded_at) values (:sha256, :purpose, :product, :digest, :version,"
          + " :ring, :person, :decision, :document, :at)";

  private final JdbcClient jdbc;
  private final TransactionOperations transactions;
  private final Clock clock;

  /**
   * Joins the parts.
   *
   * @param transactions that always begin one of their own
   */
  public JdbcApprovalLedger(JdbcClient jdbc, TransactionOperations transactions, Clock clock) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.clock = clock;
  }

  @Override
  public void ask(ApprovalRequest request) {
    if (!update(request)) {
      try {
        insert(request);
      } catch (DuplicateKeyException askedByAnotherProcess) {
        update(request);
      }
    }
  }

  private boolean update(ApprovalRequest request) {
    String sql =
        "update approval_request set needed = :needed, packages = :packages, findings = :findings,"
            + " author_names = :names, author_keys = :keys, named = :named, asked_at = :at"
            + " where purpose = :purpose and product = :product and digest = :digest"
            + " and version = :version";
    return Boolean.TRUE.equals(
        transactions.execute(status -> with(jdbc.sql(sql), request).update() > 0));
  }

  private void insert(ApprovalRequest request) {
    String sql =
        "insert into approval_request (purpose, product, digest, version, ring, submission, needed, packages,"
            + " findings, author_names, author_keys, named, asked_at) values (:purpose, :product,"
            + " :digest, :version, :ring, :submission, :needed, :packages, :findings, :names, :keys, :named, :at)";
    transactions.executeWithoutResult(status -> with(jdbc.sql(sql), request).update());
  }

  private StatementSpec with(StatementSpec sql, ApprovalRequest request) {
    Author author = request.author();
    return subject(sql, request.subject())
        .param("needed", request.needed())
        .param("packages", boxed(request.packages()))
        .param("findings", boxed(request.findings()))
        .param("names", AuthorColumns.names(author.names()))
        .param("keys", AuthorColumns.keys(author))
        .param("named", AuthorColumns.names(request.named()))
        .param("at", now());
  }

  private static StatementSpec subject(StatementSpec sql, ApprovalSubject subject) {
    return sql.param("purpose", subject.purpose().wireName())
        .param("product", subject.product().value())
        .param("digest", subject.digest().hex())
        .param("version", version(subject))
        .param("ring", ring(subject))
        .param("submission", subject.submission().map(ContentDigest::hex).orElse(NONE));
  }

  private static String ring(ApprovalSubject subject) {
    return subject.ring().map(RingName::value).orElse(NONE);
  }

  private static String version(ApprovalSubject subject) {
    return subject.version().map(PackageVersion::toString).orElse(NONE);
  }

  @Override
  public List<ApprovalRequest> asked() {
    return jdbc.sql("select * from approval_request order by asked_at desc, digest")
        .query((row, number) -> request(row))
        .list();
  }

  private static ApprovalRequest request(ResultSet row) throws SQLException {
    ApprovalSubject subject =
        new ApprovalSubject(
            ApprovalPurpose.parse(row.getString("purpose")),
            ContentDigest.ofHex(row.getString("digest")),
            ProductName.of(row.getString("product")),
            present(row.getString("version")).map(PackageVersion::parse),
            present(row.getString("ring")).map(RingName::new),
            present(row.getString("submission")).map(ContentDigest::ofHex));
    return new ApprovalRequest(
        subject,
        row.getInt("needed"),
        AuthorColumns.read(row.getString("author_names"), row.getString("author_keys")),
        optional(row.getObject("packages", Integer.class)),
        optional(row.getObject("findings", Integer.class)),
        AuthorColumns.texts(row.getString("named")));
  }

  private static Optional<String> present(String text) {
    return Optional.of(text).filter(t -> !t.equals(NONE));
  }

  @Override
  public void record(Approval approval) {
    ApprovalStatement statement = approval.statement();
    byte[] document = approval.document();
    try {
      transactions.executeWithoutResult(
          status ->
              subject(jdbc.sql(INSERT), statement.subject())
                  .param("sha256", ContentDigest.of(document).hex())
                  .param("person", statement.by())
                  .param("decision", statement.decision().wireName())
                  .param("document", new String(document, StandardCharsets.UTF_8))
                  .param("at", now())
                  .update());
    } catch (DuplicateKeyException known) {
      // The very same document: its first row stands.
    }
  }

  @Override
  public List<byte[]> about(ApprovalSubject subject) {
    return jdbc.sql(
            "select document from approval where product = ? and (digest = ?"
                + " or (version = ? and version <> '' and purpose in (?, ?) and ring = ?))"
                + " order by recorded_at, sha256")
        .param(subject.product().value())
        .param(subject.digest().hex())
        .param(version(subject))
        .param(subject.purpose().wireName())
        .param(BEFORE_PLANS)
        .param(ring(subject))
        .query((row, number) -> document(row))
        .list();
  }

  /** Whoever wrote the row may have made it huge: no more is read than shows that. */
  private static byte[] document(ResultSet row) throws SQLException {
    char[] text = new char[Approval.MAX_BYTES + 1];
    int length = 0;
    try (Reader reader = row.getCharacterStream("document")) {
      for (int read = 0; read >= 0 && length < text.length; length += Math.max(read, 0)) {
        read = reader.read(text, length, text.length - length);
      }
    } catch (IOException e) {
      throw new SQLException("a recorded document cannot be read", e);
    }
    return new String(text, 0, length).getBytes(StandardCharsets.UTF_8);
  }

  private OffsetDateTime now() {
    return OffsetDateTime.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static @Nullable Integer boxed(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  private static OptionalInt optional(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
