package dev.updatecenter.capability.ledger.jdbc;

import dev.updatecenter.capability.ledger.AuditEvent;
import dev.updatecenter.capability.ledger.AuditRecord;
import dev.updatecenter.kernel.core.AuditLog.Outcome;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
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
import org.springframework.jdbc.core.simple.JdbcClient;

/** Records as rows of table {@code AUDIT_RECORD} (V2__audit.sql). */
final class AuditRows {
  private static final String SELECT = "SELECT * FROM AUDIT_RECORD WHERE PRODUCT = :product ";

  private final JdbcClient jdbc;

  AuditRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  List<AuditRecord> all(ProductName product) {
    return jdbc.sql(SELECT + "ORDER BY RECORD_NUMBER")
        .param("product", product.value())
        .query((row, n) -> record(row))
        .list();
  }

  Optional<AuditRecord> last(ProductName product) {
    return jdbc.sql(SELECT + "ORDER BY RECORD_NUMBER DESC FETCH FIRST 1 ROWS ONLY")
        .param("product", product.value())
        .query((row, n) -> record(row))
        .optional();
  }

  /** The act of an intent that waits for its result. */
  String openIntent(ProductName product, long number) {
    List<AuditRecord> related =
        jdbc.sql(SELECT + "AND (RECORD_NUMBER = :number OR INTENT_NUMBER = :number)")
            .param("product", product.value())
            .param("number", number)
            .query((row, n) -> record(row))
            .list();
    if (related.size() != 1 || !(related.get(0).event() instanceof AuditEvent.Intent intent)) {
      throw new IllegalArgumentException(
          "record " + number + " of " + product + " is no intent that waits for its result");
    }
    return intent.act();
  }

  void insert(AuditRecord record) {
    boolean isResult = record.event() instanceof AuditEvent.Result;
    jdbc.sql(
            "INSERT INTO AUDIT_RECORD (PRODUCT, RECORD_NUMBER, PREVIOUS_HASH, RECORD_HASH, KIND,"
                + " ACT, INTENT_NUMBER, OUTCOME, FACTS, OS_USER, RECORDED_AT) VALUES (:product,"
                + " :number, :previous, :hash, :kind, :act, :intent, :outcome, :facts, :user,"
                + " :at)")
        .param("product", record.product().value())
        .param("number", record.number())
        .param("previous", record.previous().hex())
        .param("hash", record.hash().hex())
        .param("kind", isResult ? "result" : "intent")
        .param("act", record.event().act())
        .param(
            "intent",
            record.event() instanceof AuditEvent.Result r ? r.intent() : null,
            Types.BIGINT)
        .param(
            "outcome",
            record.event() instanceof AuditEvent.Result r ? wireName(r.outcome()) : null,
            Types.VARCHAR)
        .param("facts", Json.text(record.facts()))
        .param("user", record.osUser())
        .param("at", OffsetDateTime.ofInstant(record.at(), ZoneOffset.UTC))
        .update();
  }

  private static AuditRecord record(ResultSet row) throws SQLException {
    try {
      return parse(row);
    } catch (IllegalArgumentException e) {
      throw new SQLException("a row that this program did not write: " + e.getMessage(), e);
    }
  }

  private static AuditRecord parse(ResultSet row) throws SQLException {
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

  private static SortedMap<String, String> facts(String json) throws SQLException {
    try {
      SortedMap<String, String> facts = new TreeMap<>();
      Node node = Json.read(json.getBytes(StandardCharsets.UTF_8), "the audit log");
      node.entries().forEach((key, value) -> facts.put(key, value.text().orElse("")));
      return facts;
    } catch (MalformedDocumentException e) {
      throw new SQLException("a record's facts are not JSON", e);
    }
  }

  private static String wireName(Outcome outcome) {
    return outcome.name().toLowerCase(Locale.ROOT);
  }
}
