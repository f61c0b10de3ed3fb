package dev.updatecenter.capability.ledger;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Checks a product's audit chain, record by record in memory that does not grow with it; pure. A
 * chain cannot tell that its end was cut off: that takes a copy kept elsewhere, see {@link
 * AuditComparison}.
 */
public final class AuditChain {
  private static final String EVIDENCE =
      "keep the database as evidence and compare it with the copy in the store";

  private final ProductName product;
  private final BoundedFindings findings;
  private final Map<Long, AuditEvent.Intent> waiting = new TreeMap<>();
  private AuditRecord last;

  AuditChain(ProductName product, BoundedFindings findings) {
    this.product = product;
    this.findings = findings;
    this.last = AuditRecord.beforeFirst(product);
  }

  /**
   * Everything wrong with a chain, and each intent whose outcome is unknown.
   *
   * @param records all records of one product, in the order of their numbers
   */
  public static List<Finding> verify(List<AuditRecord> records) {
    BoundedFindings findings = new BoundedFindings();
    if (!records.isEmpty()) {
      AuditChain chain = new AuditChain(records.get(0).product(), findings);
      records.forEach(chain::accept);
      chain.end();
    }
    return findings.list();
  }

  /** Checks the next record. */
  void accept(AuditRecord record) {
    checkPlace(record);
    checkHashes(record);
    checkEvent(record);
    last = record;
  }

  /** The newest record; the one before the first where there is none. */
  AuditRecord last() {
    return last;
  }

  private void checkPlace(AuditRecord record) {
    if (record.number() != last.number() + 1 || !record.product().equals(product)) {
      findings.add(
          Finding.error(
                  "UC5022",
                  subject(record.product(), record.number()),
                  "this record stands where number "
                      + (last.number() + 1)
                      + " of "
                      + product
                      + " belongs")
              .because("records were removed, added or put in another order")
              .fixedBy(EVIDENCE));
    }
  }

  private void checkHashes(AuditRecord record) {
    String subject = subject(record.product(), record.number());
    ContentDigest computed = record.computeHash();
    if (!computed.equals(record.hash())) {
      findings.add(
          Finding.error(
                  "UC5020",
                  subject,
                  "its content gives hash " + computed + ", not " + record.hash())
              .because("it was changed after it was written")
              .fixedBy(EVIDENCE));
    }
    if (!record.previous().equals(last.hash())) {
      findings.add(
          Finding.error(
                  "UC5021",
                  subject,
                  "it names " + record.previous() + " as its predecessor, which is " + last.hash())
              .because("the record before it was removed or replaced")
              .fixedBy(EVIDENCE));
    }
  }

  private void checkEvent(AuditRecord record) {
    if (record.event() instanceof AuditEvent.Intent intent) {
      waiting.put(record.number(), intent);
    } else if (record.event() instanceof AuditEvent.Result result) {
      AuditEvent.Intent intent = waiting.remove(result.intent());
      if (intent == null || !intent.act().equals(result.act())) {
        findings.add(
            Finding.error(
                    "UC5023",
                    subject(record.product(), record.number()),
                    "it is the result of record "
                        + result.intent()
                        + ", which is no intent of this act that waits for one")
                .because("each intent has one result, written after it")
                .fixedBy(EVIDENCE));
      }
    }
  }

  /** Reports the intents that got no result. */
  void end() {
    waiting.forEach(
        (number, intent) ->
            findings.add(
                Finding.warning(
                        "UC5024",
                        subject(product, number),
                        "the outcome of '" + intent.act() + "' is unknown")
                    .because("the program ended between the use of the key and its record, or runs")
                    .fixedBy("run the command again; look for what the record's facts name")));
  }

  static String subject(ProductName product, long number) {
    return "audit record " + number + " of " + product;
  }
}
