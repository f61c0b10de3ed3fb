package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.ListedBlob;
import dev.updatecenter.capability.ledger.AuditRecord;
import dev.updatecenter.capability.ledger.AuditVerification;
import dev.updatecenter.capability.ledger.BoundedFindings;
import dev.updatecenter.capability.ledger.jdbc.JdbcAuditLog;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The audit log of a home together with its copies in the private part of the store. */
public final class AuditTrail {
  private static final String FOLDER = "audit/";

  private final Optional<JdbcAuditLog> log;
  private final Supplier<BlobStore> privatePart;

  /**
   * Joins both.
   *
   * @param log empty where the home has no database: then only copies may be there
   */
  AuditTrail(Optional<JdbcAuditLog> log, Supplier<BlobStore> privatePart) {
    this.log = log;
    this.privatePart = privatePart;
  }

  /** Everything that has records in the database, by name. */
  public List<ProductName> recorded() {
    return log.map(JdbcAuditLog::products).orElse(List.of());
  }

  /** Everything that has copies in the store, by name. */
  public SortedSet<ProductName> copied() {
    SortedSet<ProductName> names = new TreeSet<>();
    try (Stream<ListedBlob> copies = privatePart.get().list(FOLDER)) {
      copies
          .map(copy -> copy.name().value().substring(FOLDER.length()))
          .filter(name -> name.indexOf('/') > 0)
          .map(name -> name.substring(0, name.indexOf('/')))
          .distinct()
          .filter(AuditTrail::isBook)
          .forEach(name -> names.add(new ProductName(name)));
    }
    return names;
  }

  private static boolean isBook(String name) {
    try {
      return !new ProductName(name).value().isEmpty();
    } catch (IllegalArgumentException e) {
      return false; // a folder of somebody else's
    }
  }

  /** The records of one, in order. */
  public Iterator<AuditRecord> records(ProductName book) {
    return log.map(l -> l.records(book, 0)).orElseGet(Collections::emptyIterator);
  }

  /**
   * Checks the chain of one, and holds it against its copies.
   *
   * @param ofCopies gets what is wrong with the copies themselves
   * @throws UpdateCenterException when the database or the store cannot be read
   */
  public AuditVerification verify(ProductName book, BoundedFindings ofCopies) {
    try (CopiedRecords copied = new CopiedRecords(copies(book), ofCopies::add)) {
      return AuditVerification.of(book, records(book), copied);
    }
  }

  /** Checks the chain of one by itself, for want of the copies. */
  public AuditVerification verifyAlone(ProductName book) {
    return AuditVerification.of(book, records(book), Collections.emptyIterator());
  }

  /**
   * Whether the newest copied record is still in the chain: one look into the store and one into
   * the database.
   *
   * @return the number of that record; 0 where nothing was copied yet
   * @throws UpdateCenterException exit 11 when it is not, or the copy is damaged
   */
  long compareNewest(ProductName book) {
    Optional<AuditRecord> copied = copies(book).newest();
    if (copied.isEmpty()) {
      return 0;
    }
    long number = copied.get().number();
    Optional<AuditRecord> kept = log.flatMap(l -> l.find(book, number));
    if (kept.filter(r -> r.computeHash().equals(copied.get().hash())).isEmpty()) {
      throw UpdateCenterException.error(
              "UC5025", ExitCode.UNTRUSTED, "the audit log of " + book + " is not what was copied")
          .where("record " + number)
          .why(
              kept.isEmpty()
                  ? "it was copied to the store, and the database has no such record any more"
                  : "the database holds another one than was copied to the store")
          .fix("'ducctl audit verify' says more; 'ducctl explain UC5025' says what to do")
          .state("no key was used, nothing was changed")
          .build();
    }
    return number;
  }

  /** Copies what is behind a number. */
  void copy(ProductName book, long behind) {
    log.ifPresent(l -> copies(book).write(l.records(book, behind)));
  }

  private AuditCopies copies(ProductName book) {
    return new AuditCopies(privatePart.get(), book);
  }
}
