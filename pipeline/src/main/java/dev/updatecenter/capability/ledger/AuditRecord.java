package dev.updatecenter.capability.ledger;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.document.CanonicalJson;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A record of a product's audit chain.
 *
 * @param product whose chain
 * @param number its place in the chain, from 1, without gaps
 * @param previous the hash of the record before; of the first, {@link #GENESIS}
 * @param event what happened
 * @param facts digests, key ids, names; never a secret
 * @param osUser the account the process ran under: recorded, never trusted
 * @param at when, in whole milliseconds
 * @param hash the SHA-256 that was stored with it; {@link #computeHash} tells whether it is right
 */
public record AuditRecord(
    ProductName product,
    long number,
    ContentDigest previous,
    AuditEvent event,
    SortedMap<String, String> facts,
    String osUser,
    Instant at,
    ContentDigest hash) {
  /** What stands where the first record has no predecessor: 32 zero bytes. */
  public static final ContentDigest GENESIS = ContentDigest.ofRaw(new byte[ContentDigest.LENGTH]);

  /** Copies. */
  public AuditRecord {
    facts = Collections.unmodifiableSortedMap(new TreeMap<>(facts));
  }

  /**
   * A record with its hash computed. Texts are brought to what UTF-8 can carry and the time to
   * whole milliseconds, so that it is the same record when it is read again.
   */
  public static AuditRecord sealed(
      ProductName product,
      long number,
      ContentDigest previous,
      AuditEvent event,
      Map<String, String> facts,
      String osUser,
      Instant at) {
    SortedMap<String, String> clean = new TreeMap<>();
    facts.forEach((key, value) -> clean.put(utf8(key), utf8(value)));
    Instant millis = at.truncatedTo(ChronoUnit.MILLIS);
    AuditRecord open =
        new AuditRecord(product, number, previous, event, clean, utf8(osUser), millis, GENESIS);
    return new AuditRecord(
        product, number, previous, event, clean, open.osUser, millis, open.computeHash());
  }

  /** What stands before a chain's first record: number 0, {@link #GENESIS} for a hash. */
  public static AuditRecord beforeFirst(ProductName product) {
    return new AuditRecord(
        product,
        0,
        GENESIS,
        new AuditEvent.Intent(""),
        new TreeMap<>(),
        "",
        Instant.EPOCH,
        GENESIS);
  }

  /** The record that follows this one in its chain. */
  public AuditRecord next(AuditEvent event, Map<String, String> facts, String osUser, Instant at) {
    return sealed(product, number + 1, hash, event, facts, osUser, at);
  }

  /** SHA-256 over the canonical JSON of everything but the hash, the previous hash included. */
  public ContentDigest computeHash() {
    return ContentDigest.of(CanonicalJson.bytes(content()));
  }

  /** The record as JSON has it, hash included: for exports and the copy in the store. */
  public Map<String, Object> toJson() {
    Map<String, Object> json = content();
    json.put("hash", hash.hex());
    return json;
  }

  private Map<String, Object> content() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("schemaVersion", 1);
    json.put("product", product.value());
    json.put("number", number);
    json.put("previous", previous.hex());
    json.put("act", event.act());
    if (event instanceof AuditEvent.Result result) {
      json.put("kind", "result");
      json.put("intent", result.intent());
      json.put("outcome", result.outcome().name().toLowerCase(Locale.ROOT));
    } else {
      json.put("kind", "intent");
    }
    json.put("facts", facts);
    json.put("osUser", osUser);
    json.put("at", at.toString());
    return json;
  }

  private static String utf8(String text) {
    return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }
}
