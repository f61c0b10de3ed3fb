package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What shall be published next.
 *
 * @param editor the metadata as wanted
 * @param documents small UTF-8 documents that it names and that are not uploaded yet, by their
 *     place
 */
public record MetadataChange(RepositoryEditor editor, Map<BlobName, byte[]> documents) {
  /** Copies, keeping the order. */
  public MetadataChange {
    documents = Collections.unmodifiableMap(new LinkedHashMap<>(documents));
  }

  /** Metadata alone. */
  public static MetadataChange of(RepositoryEditor editor) {
    return new MetadataChange(editor, Map.of());
  }
}
