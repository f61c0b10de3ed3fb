package dev.updatecenter.capability.ledger;

import dev.updatecenter.kernel.core.AuditLog.Outcome;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Node;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import java.util.NoSuchElementException;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads a record back from its JSON form, {@link AuditRecord#toJson}: from a copy or an export. */
public final class AuditRecordReader {
  private AuditRecordReader() {}

  /**
   * A record from a line.
   *
   * @param where what is read, for messages
   * @throws IllegalArgumentException saying why, when it is not the JSON of a record, or its hash
   *     is not that of its content
   */
  public static AuditRecord read(byte[] line, String where) {
    try {
      AuditRecord record = record(Json.read(line, where));
      if (!record.computeHash().equals(record.hash())) {
        throw new IllegalArgumentException("its content does not give its hash " + record.hash());
      }
      return record;
    } catch (MalformedDocumentException | NoSuchElementException | DateTimeException e) {
      throw new IllegalArgumentException(where + ": " + e.getMessage(), e);
    }
  }

  private static AuditRecord record(Node json) {
    if (json.integer("schemaVersion").orElse(0L) != 1) {
      throw new IllegalArgumentException("its schemaVersion is not 1");
    }
    SortedMap<String, String> facts = new TreeMap<>();
    json.get("facts")
        .orElseThrow()
        .entries()
        .forEach((key, value) -> facts.put(key, value.text().orElseThrow()));
    return new AuditRecord(
        new ProductName(text(json, "product")),
        json.integer("number").orElseThrow(),
        ContentDigest.ofHex(text(json, "previous")),
        event(json),
        facts,
        text(json, "osUser"),
        Instant.parse(text(json, "at")),
        ContentDigest.ofHex(text(json, "hash")));
  }

  private static AuditEvent event(Node json) {
    String act = text(json, "act");
    if ("intent".equals(text(json, "kind"))) {
      return new AuditEvent.Intent(act);
    }
    Outcome outcome = Outcome.valueOf(text(json, "outcome").toUpperCase(Locale.ROOT));
    return new AuditEvent.Result(act, json.integer("intent").orElseThrow(), outcome);
  }

  private static String text(Node json, String key) {
    return json.text(key)
        .orElseThrow(() -> new IllegalArgumentException("it has no text '" + key + "'"));
  }
}
