package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.blobstore.VersionedBlob;
import dev.updatecenter.capability.tuf.MetadataNotFoundException;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.kernel.document.Node;
import java.io.IOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.NoSuchElementException;
import java.util.Optional;

/** The metadata of one product as the store has it. */
record PublishedMetadata(ProductName product, BlobStore store) {
  private static final int MAX_TIMESTAMP = 16_384;
  private static final String TIMESTAMP = "timestamp.json";

  BlobName name(String fileName) {
    return ReleaseLayout.metadata(product, fileName);
  }

  /** What is live, and its version; empty when nothing is. */
  Optional<VersionedBlob> timestamp() {
    return store.readVersioned(name(TIMESTAMP), MAX_TIMESTAMP);
  }

  boolean isTaken(String fileName) {
    return store.head(name(fileName)).isPresent();
  }

  byte[] fetch(String fileName, int maxBytes) throws IOException {
    return store
        .read(name(fileName), maxBytes)
        .orElseThrow(() -> new MetadataNotFoundException(fileName));
  }

  /** Uploads a file that never changes. False when other bytes have its name. */
  boolean put(BlobName name, byte[] bytes) {
    return store.putIfAbsent(name, BlobSource.of(bytes), CachePolicy.IMMUTABLE)
        || isThere(name, bytes);
  }

  private boolean isThere(BlobName name, byte[] bytes) {
    return store.head(name).filter(b -> b.length() == bytes.length).isPresent()
        && store.read(name, bytes.length).filter(b -> Arrays.equals(b, bytes)).isPresent();
  }

  /**
   * When what devices see expires; empty when nothing is published.
   *
   * @throws UpdateCenterException exit 11 when the timestamp cannot be read
   */
  Optional<Instant> timestampExpires() {
    Optional<byte[]> bytes = store.read(name(TIMESTAMP), MAX_TIMESTAMP);
    if (bytes.isEmpty()) {
      return Optional.empty();
    }
    try {
      String expires =
          Json.read(bytes.get(), TIMESTAMP)
              .at("signed", "expires")
              .flatMap(Node::text)
              .orElseThrow(() -> new NoSuchElementException("it says no expiry"));
      return Optional.of(Instant.parse(expires));
    } catch (MalformedDocumentException | DateTimeParseException | NoSuchElementException e) {
      throw UpdateCenterException.error(
              "UC5103", ExitCode.UNTRUSTED, "the published timestamp.json cannot be read")
          .where(name(TIMESTAMP))
          .why(String.valueOf(e.getMessage()))
          .fix("find out who wrote into the store")
          .state("nothing was published")
          .cause(e)
          .build();
    }
  }
}
