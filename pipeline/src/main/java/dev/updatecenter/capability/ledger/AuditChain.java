package dev.updatecenter.capability.ledger;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks a product's audit chain, pure. A chain cannot tell that its end was cut off: that takes a
 * head kept elsewhere, see {@link #verifyReaches}.
 */
public final class AuditChain {
  private final List<Finding> findings = new ArrayList<>();
  private final Map<Long, AuditEvent.Intent> intents = new TreeMap<>();
  private final Map<Long, Long> results = new TreeMap<>();

  private AuditChain() {}

  /**
   * Everything wrong with a chain, and each intent whose outcome is unknown.
   *
   * @param records all records of one product, in the order of their numbers
   */
  public static List<Finding> verify(List<AuditRecord> records) {
    AuditChain chain = new AuditChain();
    ContentDigest previous = AuditRecord.GENESIS;
    long number = 1;
    for (AuditRecord record : records) {
      chain.checkPlace(record, number, records.get(0).product());
      chain.checkHashes(record, previous);
      chain.checkEvent(record);
      previous = record.hash();
      number = record.number() + 1;
    }
    records.stream().findFirst().ifPresent(first -> chain.reportOpenIntents(first.product()));
    return List.copyOf(chain.findings);
  }

  /**
   * Whether a chain still holds a record that was seen before, such as the newest one copied to the
   * store.
   *
   * @param number the record's number
   * @param hash the record's hash
   */
  public static List<Finding> verifyReaches(
      List<AuditRecord> records, ProductName product, long number, ContentDigest hash) {
    boolean there = records.stream().anyMatch(r -> r.number() == number && r.hash().equals(hash));
    return there
        ? List.of()
        : List.of(
            Finding.error(
                    "UC5025",
                    subject(product, number),
                    "the record with hash " + hash + " is no longer in the chain")
                .because("it was there when it was copied: the end was cut off or rewritten")
                .fixedBy(
                    "keep the database as evidence and compare it with the copy in the store"));
  }

  private void checkPlace(AuditRecord record, long expected, ProductName product) {
    if (record.number() != expected || !record.product().equals(product)) {
      findings.add(
          Finding.error(
                  "UC5022",
                  subject(record.product(), record.number()),
                  "this record stands where number " + expected + " of " + product + " belongs")
              .because("records were removed, added or put in another order")
              .fixedBy("keep the database as evidence and compare it with the copy in the store"));
    }
  }

  private void checkHashes(AuditRecord record, ContentDigest previous) {
    String subject = subject(record.product(), record.number());
    ContentDigest computed = record.computeHash();
    if (!computed.equals(record.hash())) {
      findings.add(
          Finding.error(
                  "UC5020",
                  subject,
                  "its content gives hash " + computed + ", not " + record.hash())
              .because("it was changed after it was written")
              .fixedBy("keep the database as evidence and compare it with the copy in the store"));
    }
    if (!record.previous().equals(previous)) {
      findings.add(
          Finding.error(
                  "UC5021",
                  subject,
                  "it names " + record.previous() + " as its predecessor, which is " + previous)
              .because("the record before it was removed or replaced")
              .fixedBy("keep the database as evidence and compare it with the copy in the store"));
    }
  }

  private void checkEvent(AuditRecord record) {
    if (record.event() instanceof AuditEvent.Intent intent) {
      intents.put(record.number(), intent);
    } else if (record.event() instanceof AuditEvent.Result result) {
      AuditEvent.Intent intent = intents.get(result.intent());
      Long other = results.putIfAbsent(result.intent(), record.number());
      if (intent == null || !intent.act().equals(result.act()) || other != null) {
        findings.add(
            Finding.error(
                    "UC5023",
                    subject(record.product(), record.number()),
                    "it is the result of record "
                        + result.intent()
                        + (other == null ? ", which is no such intent" : ", as is " + other))
                .because("each intent has one result, written after it")
                .fixedBy(
                    "keep the database as evidence and compare it with the copy in the store"));
      }
    }
  }

  private void reportOpenIntents(ProductName product) {
    intents.forEach(
        (number, intent) -> {
          if (!results.containsKey(number)) {
            findings.add(
                Finding.warning(
                        "UC5024",
                        subject(product, number),
                        "the outcome of '" + intent.act() + "' is unknown")
                    .because("the program ended between the use of the key and its record, or runs")
                    .fixedBy("run the command again; look for what the record's facts name"));
          }
        });
  }

  private static String subject(ProductName product, long number) {
    return "audit record " + number + " of " + product;
  }
}
