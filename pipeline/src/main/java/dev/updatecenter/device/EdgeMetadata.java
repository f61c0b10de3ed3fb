package dev.updatecenter.device;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobReader;
import dev.updatecenter.capability.tuf.MetadataFetcher;
import dev.updatecenter.capability.tuf.MetadataNotFoundException;
import dev.updatecenter.kernel.core.ProductName;
import java.io.IOException;

/** A product's metadata at an edge: {@code products/<product>/metadata/}. */
final class EdgeMetadata implements MetadataFetcher {
  private final BlobReader edge;
  private final BlobName folder;

  EdgeMetadata(BlobReader edge, ProductName product) {
    this.edge = edge;
    this.folder = new BlobName("products/" + product + "/metadata");
  }

  @Override
  public byte[] fetch(String fileName, int maxBytes) throws IOException {
    // Too long is the reader's own error, exit 11 like the client's.
    return edge.read(folder.resolve(fileName), maxBytes)
        .orElseThrow(() -> new MetadataNotFoundException(fileName));
  }
}
