package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.blobstore.BlobNotFoundException;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.ledger.AuditRecord;
import dev.updatecenter.capability.ledger.AuditRecordReader;
import dev.updatecenter.kernel.core.ProductName;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads one copy of the audit log, a record at a time, and believes nothing of it. */
final class AuditCopyReader implements AutoCloseable {
  /** A record's line; the longest fact is an argument that somebody typed. */
  private static final int MAX_LINE = 1 << 20;

  private final ProductName product;
  private final AuditCopies.Copy copy;
  private final InputStream in;
  private long number;

  private AuditCopyReader(ProductName product, AuditCopies.Copy copy, InputStream in) {
    this.product = product;
    this.copy = copy;
    this.in = in;
    this.number = copy.first();
  }

  static AuditCopyReader open(BlobStore store, ProductName product, AuditCopies.Copy copy)
      throws IOException {
    try {
      return new AuditCopyReader(product, copy, new BufferedInputStream(store.open(copy.name())));
    } catch (BlobNotFoundException e) {
      throw new IOException("it is gone", e);
    }
  }

  /**
   * The next record; empty behind the last that the name promises.
   *
   * @throws IllegalArgumentException saying why, when the copy is not what its name says
   */
  Optional<AuditRecord> next() throws IOException {
    if (number > copy.last()) {
      if (in.read() >= 0) {
        throw new IllegalArgumentException("it holds more than its name says");
      }
      return Optional.empty();
    }
    AuditRecord record = AuditRecordReader.read(line(), "record " + number);
    if (record.number() != number || !record.product().equals(product)) {
      throw new IllegalArgumentException(
          "record %d of %s stands where record %d belongs"
              .formatted(record.number(), record.product(), number));
    }
    number++;
    return Optional.of(record);
  }

  /**
   * The last record; those before it are only counted.
   *
   * @throws IllegalArgumentException saying why, when the copy is not what its name says
   */
  AuditRecord last() throws IOException {
    for (; number < copy.last(); number++) {
      line();
    }
    AuditRecord last = next().orElseThrow();
    next(); // nothing stands behind it
    return last;
  }

  private byte[] line() throws IOException {
    ByteArrayOutputStream line = new ByteArrayOutputStream();
    for (int b = in.read(); b != '\n'; b = in.read()) {
      if (b < 0 || line.size() == MAX_LINE) {
        throw new IllegalArgumentException(
            b < 0 ? "it ends within record " + number : "record " + number + " is too long");
      }
      line.write(b);
    }
    return line.toByteArray();
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
