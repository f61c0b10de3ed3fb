package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.ledger.AuditRecord;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The records of all copies in the order of their numbers, one of them in memory. What is wrong
 * with the copies is told as it is met; what cannot be read is left out.
 */
final class CopiedRecords implements Iterator<AuditRecord>, AutoCloseable {
  private final AuditCopies copies;
  private final Iterator<AuditCopies.Copy> files;
  private final Consumer<Finding> findings;
  private AuditCopies.@Nullable Copy file;
  private @Nullable AuditCopyReader reader;
  private @Nullable AuditRecord next;
  private long last;

  CopiedRecords(AuditCopies copies, Consumer<Finding> findings) {
    AuditCopies.Listing listing = copies.list();
    this.copies = copies;
    this.files = listing.copies().iterator();
    this.findings = findings;
    listing.others().forEach(name -> findings.accept(stranger(name.value())));
  }

  @Override
  public boolean hasNext() {
    while (next == null && (file != null || files.hasNext())) {
      if (file == null) {
        file = files.next();
        checkPlace(file);
      }
      step(file);
    }
    return next != null;
  }

  @Override
  public AuditRecord next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    AuditRecord record = Objects.requireNonNull(next);
    next = null;
    return record;
  }

  /** One record further, or to the end of the file. */
  private void step(AuditCopies.Copy copy) {
    try {
      if (reader == null) {
        reader = AuditCopyReader.open(copies.store(), copies.product(), copy);
      }
      Optional<AuditRecord> record = reader.next();
      if (record.isEmpty()) {
        leave(copy);
      } else if (record.get().number() > last) {
        next = record.get();
        last = next.number();
      }
    } catch (IOException | IllegalArgumentException e) {
      findings.accept(damaged(copy, String.valueOf(e.getMessage())));
      leave(copy);
    }
  }

  private void leave(AuditCopies.Copy copy) {
    close();
    reader = null;
    file = null;
    last = Math.max(last, copy.last());
  }

  private void checkPlace(AuditCopies.Copy copy) {
    if (copy.first() > last + 1) {
      findings.accept(
          Finding.error(
                  "UC5033",
                  copy.name().value(),
                  "the copies of records " + (last + 1) + " to " + (copy.first() - 1) + " are gone")
              .because("each copy begins where the one before it ends; none is ever deleted")
              .fixedBy("find out who may delete in the private part of the store"));
    } else if (copy.first() <= last) {
      findings.accept(
          Finding.error(
                  "UC5036",
                  copy.name().value(),
                  "another copy holds records up to " + last + " already")
              .because("only who holds the product's lease copies, and only what is not copied yet")
              .fixedBy("find out who else writes into the private part of the store"));
    }
  }

  private static Finding damaged(AuditCopies.Copy copy, String why) {
    return Finding.error(
            "UC5035", copy.name().value(), "this copy of the audit log is damaged: " + why)
        .because("a copy is written once and whole, and never again")
        .fixedBy("keep it as evidence; find out who may write in the private part of the store");
  }

  private static Finding stranger(String name) {
    return Finding.warning("UC5034", name, "this file is no copy of the audit log")
        .because("nothing but the program's copies belongs into this folder")
        .fixedBy("move it elsewhere");
  }

  @Override
  public void close() {
    try {
      if (reader != null) {
        reader.close();
      }
    } catch (IOException e) {
      // It was only read, and what was read is checked by its hashes.
    }
  }
}
