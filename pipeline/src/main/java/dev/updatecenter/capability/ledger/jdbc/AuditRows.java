package dev.updatecenter.capability.ledger.jdbc;

import dev.updatecenter.capability.ledger.AuditEvent;
import dev.updatecenter.capability.ledger.AuditRecord;
import dev.updatecenter.kernel.core.AuditLog.Outcome;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Node;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Records as rows of table {@code AUDIT_RECORD} (V2__audit.sql). Each order names all columns of
 * the primary key: else H2 sorts the whole chain to find its end.
 */
final class AuditRows {
  private static final String SELECT = "SELECT * FROM AUDIT_RECORD WHERE PRODUCT = :product ";

  private static final String INSERT =
      "INSERT INTO AUDIT_RECORD (PRODUCT, RECORD_NUMBER, PREVIOUS_HASH, RECORD_HASH, KIND, ACT,"
          + " INTENT_NUMBER, OUTCOME, FACTS, OS_USER, RECORDED_AT)"
          + " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
  private static final int[] TYPES = {
    Types.VARCHAR,
    Types.BIGINT,
    Types.CHAR,
    Types.CHAR,
    Types.VARCHAR,
    Types.VARCHAR,
    Types.BIGINT,
    Types.VARCHAR,
    Types.VARCHAR,
    Types.VARCHAR,
    Types.TIMESTAMP_WITH_TIMEZONE
  };

  private final JdbcClient jdbc;
  // The same connections without names to look up: a thousand signatures are two thousand inserts.
  private final JdbcTemplate plain;

  AuditRows(JdbcTemplate plain) {
    this.jdbc = JdbcClient.create(plain);
    this.plain = plain;
  }

  /** The first records behind a number: what one page of {@link AuditPages} holds. */
  List<AuditRecord> page(ProductName product, long after) {
    return jdbc.sql(
            SELECT
                + "AND RECORD_NUMBER > :after ORDER BY PRODUCT, RECORD_NUMBER"
                + " FETCH FIRST 500 ROWS ONLY")
        .param("product", product.value())
        .param("after", after)
        .query((row, n) -> record(row))
        .list();
  }

  Optional<AuditRecord> find(ProductName product, long number) {
    return jdbc.sql(SELECT + "AND RECORD_NUMBER = :number")
        .param("product", product.value())
        .param("number", number)
        .query((row, n) -> record(row))
        .optional();
  }

  /** The next name behind another that has records: one look into the index, not all records. */
  Optional<String> nameAfter(String name) {
    return jdbc.sql(
            "SELECT PRODUCT FROM AUDIT_RECORD WHERE PRODUCT > :name ORDER BY PRODUCT"
                + " FETCH FIRST 1 ROWS ONLY")
        .param("name", name)
        .query(String.class)
        .optional();
  }

  Optional<AuditRecord> last(ProductName product) {
    return jdbc.sql(SELECT + "ORDER BY PRODUCT DESC, RECORD_NUMBER DESC FETCH FIRST 1 ROWS ONLY")
        .param("product", product.value())
        .query((row, n) -> record(row))
        .optional();
  }

  /** The act of an intent that waits for its result. */
  String openIntent(ProductName product, long number) {
    Optional<AuditRecord> record = find(product, number);
    if (record.isEmpty()
        || !(record.get().event() instanceof AuditEvent.Intent intent)
        || hasResult(product, number)) {
      throw new IllegalArgumentException(
          "record " + number + " of " + product + " is no intent that waits for its result");
    }
    return intent.act();
  }

  private boolean hasResult(ProductName product, long intent) {
    return jdbc.sql(SELECT + "AND INTENT_NUMBER = :intent")
        .param("product", product.value())
        .param("intent", intent)
        .query((row, n) -> true)
        .optional()
        .isPresent();
  }

  void insert(AuditRecord record) {
    boolean isResult = record.event() instanceof AuditEvent.Result;
    plain.update(
        INSERT,
        new @Nullable Object[] {
          record.product().value(),
          record.number(),
          record.previous().hex(),
          record.hash().hex(),
          isResult ? "result" : "intent",
          record.event().act(),
          record.event() instanceof AuditEvent.Result r ? r.intent() : null,
          record.event() instanceof AuditEvent.Result r ? wireName(r.outcome()) : null,
          Json.text(record.facts()),
          record.osUser(),
          OffsetDateTime.ofInstant(record.at(), ZoneOffset.UTC)
        },
        TYPES);
  }

  private static AuditRecord record(ResultSet row) throws SQLException {
    try {
      return parse(row);
    } catch (IllegalArgumentException | MalformedDocumentException e) {
      throw UpdateCenterException.error(
              "UC5027", ExitCode.UNTRUSTED, "a row of the audit log is no record")
          .where(
              "record %s of %s".formatted(row.getString("RECORD_NUMBER"), row.getString("PRODUCT")))
          .why("no version of this program wrote it: " + e.getMessage())
          .fix("keep the database as evidence and compare it with the copy in the store")
          .state("no key was used")
          .cause(e)
          .build();
    }
  }

  private static AuditRecord parse(ResultSet row) throws SQLException, MalformedDocumentException {
    return new AuditRecord(
        new ProductName(row.getString("PRODUCT")),
        row.getLong("RECORD_NUMBER"),
        ContentDigest.ofHex(row.getString("PREVIOUS_HASH")),
        event(row),
        facts(row.getString("FACTS")),
        row.getString("OS_USER"),
        row.getObject("RECORDED_AT", OffsetDateTime.class).toInstant(),
        ContentDigest.ofHex(row.getString("RECORD_HASH")));
  }

  private static AuditEvent event(ResultSet row) throws SQLException {
    String act = row.getString("ACT");
    return "intent".equals(row.getString("KIND"))
        ? new AuditEvent.Intent(act)
        : new AuditEvent.Result(
            act,
            row.getLong("INTENT_NUMBER"),
            Outcome.valueOf(row.getString("OUTCOME").toUpperCase(Locale.ROOT)));
  }

  private static SortedMap<String, String> facts(String json) throws MalformedDocumentException {
    SortedMap<String, String> facts = new TreeMap<>();
    Node node = Json.read(json.getBytes(StandardCharsets.UTF_8), "its facts");
    node.entries().forEach((key, value) -> facts.put(key, value.text().orElse("")));
    return facts;
  }

  private static String wireName(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
