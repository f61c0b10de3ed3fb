package dev.updatecenter.capability.ledger;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;

/**
 * What a check of one product's audit log came to.
 *
 * @param records how many the chain has
 * @param head hash of its newest record
 * @param copied how many records the copies hold, each of which was looked for in the chain
 * @param lastCopied the highest number among them; 0 where there is none
 * @param findings what is wrong, but for what is wrong with the copies themselves
 */
public record AuditVerification(
    long records,
    Optional<ContentDigest> head,
    long copied,
    long lastCopied,
    List<Finding> findings) {
  /** Copies. */
  public AuditVerification {
    findings = List.copyOf(findings);
  }

  /**
   * Checks a chain by itself and against its copies, at whatever length.
   *
   * @param chain the whole chain, in the order of its numbers
   * @param copies the copied records, likewise, listed before the chain is read
   */
  public static AuditVerification of(
      ProductName product, Iterator<AuditRecord> chain, Iterator<AuditRecord> copies) {
    BoundedFindings findings = new BoundedFindings();
    AuditChain checked = new AuditChain(product, findings);
    AuditComparison comparison = new AuditComparison(product, copies, findings);
    long records = 0;
    while (chain.hasNext()) {
      AuditRecord record = chain.next();
      checked.accept(record);
      comparison.accept(record);
      records++;
    }
    checked.end();
    comparison.end();
    uncopied(product, checked.last(), comparison.lastCopied()).ifPresent(findings::add);
    return new AuditVerification(
        records,
        Optional.of(checked.last()).filter(r -> r.number() > 0).map(AuditRecord::hash),
        comparison.compared(),
        comparison.lastCopied(),
        findings.list());
  }

  private static Optional<Finding> uncopied(ProductName product, AuditRecord last, long copied) {
    return last.number() <= copied
        ? Optional.empty()
        : Optional.of(
            Finding.warning(
                    "UC5039",
                    AuditChain.subject(product, last.number()),
                    (copied == 0 ? "no record" : "no record behind " + copied)
                        + " is copied, the chain ends with "
                        + last.number())
                .because("only the store's copy tells that the end of a chain was cut off")
                .fixedBy("let the command that runs end, or run 'ducctl advance': it copies them"));
  }
}
