package dev.updatecenter.stage.upkeep.verify;

import dev.updatecenter.capability.blobstore.BlobReader;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.EdgeReader;
import dev.updatecenter.capability.blobstore.ListedBlob;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.upkeep.MetadataName;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What is audited.
 *
 * @param reader gives small files, after retries
 * @param edge gives objects with their header fields
 * @param store lists names; empty where they cannot be listed, as behind a CDN
 */
public record AuditPlace(BlobReader reader, EdgeReader edge, Optional<BlobStore> store) {
  /** The products that it lists; none where it cannot be listed. */
  public List<ProductName> products() {
    TreeSet<ProductName> products = new TreeSet<>();
    store.ifPresent(
        listed -> {
          try (Stream<ListedBlob> blobs = listed.list("products/")) {
            blobs.forEach(
                blob ->
                    MetadataName.parse(blob.name())
                        .ifPresent(name -> products.add(name.product())));
          }
        });
    return List.copyOf(products);
  }

  /** A place that can be listed. */
  public static AuditPlace of(BlobStore store) {
    return new AuditPlace(store, EdgeReader.of(store), Optional.of(store));
  }
}
