package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.capability.blobstore.StoreFault;
import dev.updatecenter.capability.blobstore.VersionedBlob;
import dev.updatecenter.capability.tuf.MetadataNotFoundException;
import dev.updatecenter.kernel.core.ProductName;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;

/** The metadata of one product as the store has it. */
record PublishedMetadata(ProductName product, BlobStore store) {
  private static final int MAX_TIMESTAMP = 16_384;

  BlobName name(String fileName) {
    return ReleaseLayout.metadata(product, fileName);
  }

  BlobName timestampName() {
    return name("timestamp.json");
  }

  /** What is live, and its version; empty when nothing is. */
  Optional<VersionedBlob> timestamp() {
    return store.readVersioned(timestampName(), MAX_TIMESTAMP);
  }

  boolean isTaken(String fileName) {
    return store.head(name(fileName)).isPresent();
  }

  byte[] fetch(String fileName, int maxBytes) throws IOException {
    return store
        .read(name(fileName), maxBytes)
        .orElseThrow(() -> new MetadataNotFoundException(fileName));
  }

  /**
   * How a name was found that never changes its content.
   *
   * <p>{@code NEW}: it is ours now. {@code OURS}: these bytes had it already, from a run that was
   * killed or a request whose answer was lost. {@code TAKEN}: other bytes have it.
   */
  enum Put {
    NEW,
    OURS,
    TAKEN
  }

  /**
   * Uploads a file that never changes.
   *
   * @throws dev.updatecenter.kernel.core.UpdateCenterException exit 14 when the name carries the
   *     content's digest and has other bytes all the same
   */
  Put put(BlobName name, byte[] bytes) {
    BlobSource source = BlobSource.of(bytes);
    if (store.putIfAbsent(name, source, CachePolicy.IMMUTABLE)) {
      return Put.NEW;
    }
    if (isThere(name, bytes)) {
      return Put.OURS;
    }
    if (name.value().contains(source.digest().hex())) {
      throw StoreFault.damaged(name);
    }
    return Put.TAKEN;
  }

  private boolean isThere(BlobName name, byte[] bytes) {
    return store.head(name).filter(b -> b.length() == bytes.length).isPresent()
        && store.read(name, bytes.length).filter(b -> Arrays.equals(b, bytes)).isPresent();
  }

  /** Whether these bytes are live. */
  boolean isLive(byte[] timestamp) {
    return timestamp().filter(live -> Arrays.equals(live.bytes(), timestamp)).isPresent();
  }
}
