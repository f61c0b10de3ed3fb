package dev.updatecenter.capability.ledger;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * Holds a product's chain against the copies of its records, both in the order of their numbers and
 * neither of them in memory; pure. What was copied has to be in the chain with the same hash; what
 * is not copied yet, nobody can compare.
 */
final class AuditComparison {
  private final ProductName product;
  private final Iterator<AuditRecord> copies;
  private final BoundedFindings findings;
  private @Nullable AuditRecord next;
  private long compared;
  private long lastCopied;
  private final Run missing = new Run("no longer in the chain");
  private final Run other = new Run("not what was copied: another hash stands in the chain");

  AuditComparison(ProductName product, Iterator<AuditRecord> copies, BoundedFindings findings) {
    this.product = product;
    this.copies = copies;
    this.findings = findings;
    step();
  }

  /** The next record of the chain. */
  void accept(AuditRecord record) {
    while (next != null && next.number() < record.number()) {
      missing.add(next.number());
      step();
    }
    if (next != null && next.number() == record.number()) {
      if (!next.hash().equals(record.hash())) {
        other.add(next.number());
      }
      step();
    }
  }

  /** The chain has ended. */
  void end() {
    while (next != null) {
      missing.add(next.number());
      step();
    }
    missing.tell();
    other.tell();
  }

  /** How many copied records there are. */
  long compared() {
    return compared;
  }

  /** The highest number that was copied; 0 where none was. */
  long lastCopied() {
    return lastCopied;
  }

  private void step() {
    next = copies.hasNext() ? copies.next() : null;
    if (next != null) {
      compared++;
      lastCopied = next.number();
    }
  }

  /** Neighbours with the same fault are one finding: all of a chain may be gone. */
  private final class Run {
    private final String fault;
    private long first;
    private long last = -1;

    Run(String fault) {
      this.fault = fault;
    }

    void add(long number) {
      if (number != last + 1) {
        tell();
        first = number;
      }
      last = number;
    }

    void tell() {
      if (last >= 0) {
        findings.add(
            Finding.error(
                    "UC5025",
                    AuditChain.subject(product, first),
                    (first == last ? "it is " : "records " + first + " to " + last + " are ")
                        + fault)
                .because(
                    "they were there when they were copied to the store: the log was cut off,"
                        + " rewritten, or is an older backup")
                .fixedBy("keep the database and the copies as evidence"));
      }
      last = -1;
    }
  }
}
