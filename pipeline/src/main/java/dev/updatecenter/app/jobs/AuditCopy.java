package dev.updatecenter.app.jobs;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.ledger.AuditRecord;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.document.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Copies the audit log to the private part of the store, one file a run with the records since the
 * last: {@code audit/<product>/<first>-<last>.ndjson}, numbers with ten digits.
 */
final class AuditCopy {
  private static final Pattern COPY = Pattern.compile("\\d{10}-(\\d{10})\\.ndjson");

  private final BlobStore privatePart;

  AuditCopy(BlobStore privatePart) {
    this.privatePart = privatePart;
  }

  void write(ProductName product, List<AuditRecord> all) {
    String folder = "audit/" + product + "/";
    long copied = copied(folder);
    List<AuditRecord> records = all.stream().filter(r -> r.number() > copied).toList();
    if (records.isEmpty()) {
      return;
    }
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (AuditRecord record : records) {
      lines.writeBytes(Json.bytes(record.toJson()));
      lines.writeBytes("\n".getBytes(StandardCharsets.US_ASCII));
    }
    long last = records.get(records.size() - 1).number();
    BlobName name =
        new BlobName("%s%010d-%010d.ndjson".formatted(folder, records.get(0).number(), last));
    privatePart.putIfAbsent(name, BlobSource.of(lines.toByteArray()), CachePolicy.MUTABLE_PRIVATE);
  }

  private long copied(String folder) {
    try (Stream<BlobName> names = privatePart.list(folder)) {
      return names
          .map(n -> COPY.matcher(n.value().substring(folder.length())))
          .filter(Matcher::matches)
          .mapToLong(n -> Long.parseLong(n.group(1)))
          .max()
          .orElse(0);
    }
  }
}
