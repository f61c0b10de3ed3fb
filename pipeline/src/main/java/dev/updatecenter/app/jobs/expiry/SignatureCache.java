package dev.updatecenter.app.jobs.expiry;

import dev.updatecenter.capability.authenticode.CertificateName;
import dev.updatecenter.capability.authenticode.SignatureFacts;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was read of published signatures before, by the digest of their file: a published file never
 * changes, so each is opened once. Losing the cache costs reading them again.
 */
final class SignatureCache {
  private static final int VERSION = 1;

  private final Path file;
  private final Map<String, Row> rows;
  private boolean changed;

  private SignatureCache(Path file, Map<String, Row> rows) {
    this.file = file;
    this.rows = rows;
  }

  /**
   * What is kept of a signature. Times are those of RFC 3339.
   *
   * @param ends when it stops to hold; null when it stays
   * @param authority who timestamped it; null without a timestamp
   */
  record Row(
      String signer,
      @Nullable String ends,
      @Nullable String authority,
      @Nullable String authorityEnds) {
    static Row of(SignatureFacts facts) {
      return new Row(
          CertificateName.of(facts.signer().get(0)),
          facts.ends().map(String::valueOf).orElse(null),
          facts.authority().map(CertificateName::of).orElse(null),
          facts.authority().map(Row::end).orElse(null));
    }

    private static String end(X509Certificate certificate) {
      return certificate.getNotAfter().toInstant().toString();
    }
  }

  /** The file's form. */
  record Document(int schemaVersion, Map<String, Row> signatures) {}

  /** Opens what is kept; what cannot be read is begun again. */
  static SignatureCache open(Path file) {
    try {
      if (Files.isRegularFile(file)) {
        Document kept = Json.bind(Files.readAllBytes(file), Document.class, file.toString());
        if (kept.schemaVersion() == VERSION) {
          return new SignatureCache(file, new TreeMap<>(kept.signatures()));
        }
      }
    } catch (IOException | MalformedDocumentException | NullPointerException e) {
      return new SignatureCache(file, new TreeMap<>());
    }
    return new SignatureCache(file, new TreeMap<>());
  }

  /** Reads a signature that is not kept yet. */
  interface Reader {
    Optional<SignatureFacts> read() throws IOException;
  }

  /** What a file's signature says; empty when it cannot be read. */
  Optional<Row> row(ContentDigest sha256, Reader reader) throws IOException {
    Row kept = rows.get(sha256.hex());
    if (kept != null) {
      return Optional.of(kept);
    }
    Optional<Row> read = reader.read().map(Row::of);
    read.ifPresent(
        row -> {
          rows.put(sha256.hex(), row);
          changed = true;
        });
    return read;
  }

  /** Keeps what was read since. */
  void close() throws IOException {
    if (changed) {
      Files.createDirectories(file.getParent());
      Path part = file.resolveSibling(file.getFileName() + ".part");
      Files.write(part, Json.bytes(new Document(VERSION, rows)));
      Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
