package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.blobstore.ListedBlob;
import dev.updatecenter.capability.ledger.AuditRecord;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The copies of one product's audit log in the private part of the store, a file or more for each
 * command that recorded something: {@code audit/<product>/<first>-<last>.ndjson}, numbers with ten
 * digits, a record a line. None is ever written over, so the store may forbid that.
 */
final class AuditCopies {
  private static final Pattern NAME = Pattern.compile("(\\d{10})-(\\d{10})\\.ndjson");
  private static final int RECORDS_A_FILE = 1000;
  private static final int BYTES_A_FILE = 1 << 20;

  private final BlobStore store;
  private final ProductName product;
  private final String folder;

  AuditCopies(BlobStore store, ProductName product) {
    this.store = store;
    this.product = product;
    this.folder = "audit/" + product + "/";
  }

  /** A file that says by its name which records it holds. */
  record Copy(BlobName name, long first, long last) {}

  /**
   * What there is.
   *
   * @param copies by their first record
   * @param others files that are no copies
   */
  record Listing(List<Copy> copies, List<BlobName> others) {
    Listing {
      copies = List.copyOf(copies);
      others = List.copyOf(others);
    }

    Optional<Copy> newest() {
      return copies.stream().max(Comparator.comparingLong(Copy::last));
    }
  }

  ProductName product() {
    return product;
  }

  BlobStore store() {
    return store;
  }

  Listing list() {
    List<Copy> copies = new ArrayList<>();
    List<BlobName> others = new ArrayList<>();
    try (Stream<ListedBlob> blobs = store.list(folder)) {
      blobs
          .map(ListedBlob::name)
          .forEach(
              name -> {
                Matcher m = NAME.matcher(name.value().substring(folder.length()));
                Copy copy =
                    m.matches()
                        ? new Copy(name, Long.parseLong(m.group(1)), Long.parseLong(m.group(2)))
                        : new Copy(name, 0, 0);
                if (copy.first() >= 1 && copy.first() <= copy.last()) {
                  copies.add(copy);
                } else {
                  others.add(name);
                }
              });
    }
    copies.sort(Comparator.comparingLong(Copy::first).thenComparingLong(Copy::last));
    return new Listing(copies, others);
  }

  /**
   * The newest copied record.
   *
   * @throws UpdateCenterException exit 11 when the copy that should hold it is damaged
   */
  Optional<AuditRecord> newest() {
    Optional<Copy> copy = list().newest();
    if (copy.isEmpty()) {
      return Optional.empty();
    }
    try (AuditCopyReader reader = AuditCopyReader.open(store, product, copy.get())) {
      return Optional.of(reader.last());
    } catch (IOException | IllegalArgumentException e) {
      throw UpdateCenterException.error(
              "UC5035", ExitCode.UNTRUSTED, "the newest copy of the audit log is damaged")
          .where(copy.get().name())
          .why(String.valueOf(e.getMessage()))
          .fix("run 'ducctl audit verify', and find out who may write into the store")
          .state("no key was used")
          .cause(e)
          .build();
    }
  }

  /**
   * Copies what follows the newest copied record.
   *
   * @param records consecutive, none of them copied
   * @throws UpdateCenterException when the store fails, or a name was taken by somebody else
   */
  void write(Iterator<AuditRecord> records) {
    while (records.hasNext()) {
      ByteArrayOutputStream lines = new ByteArrayOutputStream();
      AuditRecord first = records.next();
      AuditRecord last = first;
      append(lines, first);
      for (int i = 1; i < RECORDS_A_FILE && lines.size() < BYTES_A_FILE && records.hasNext(); i++) {
        last = records.next();
        append(lines, last);
      }
      put(first.number(), last.number(), lines.toByteArray());
    }
  }

  private static void append(ByteArrayOutputStream lines, AuditRecord record) {
    lines.writeBytes(Json.bytes(record.toJson()));
    lines.write('\n');
  }

  private void put(long first, long last, byte[] lines) {
    BlobName name = new BlobName("%s%010d-%010d.ndjson".formatted(folder, first, last));
    if (!store.putIfAbsent(name, BlobSource.of(lines), CachePolicy.MUTABLE_PRIVATE)) {
      throw UpdateCenterException.error(
              "UC5036", ExitCode.CONFLICT, "somebody else copied records " + first + " to " + last)
          .where(name)
          .why("the name was free when this run began, and only who holds the lease copies")
          .fix("run 'ducctl audit verify' and find out who else writes into the store")
          .state("the file was left as it is")
          .build();
    }
  }
}
