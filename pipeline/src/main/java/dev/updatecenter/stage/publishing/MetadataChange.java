package dev.updatecenter.stage.publishing;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.tuf.RepositoryEditor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What shall be published next.
 *
 * @param editor the metadata as wanted
 * @param documents small UTF-8 documents that it names and that are not uploaded yet, by their
 *     place
 * @param content uploaded objects that it names and that live metadata does not name yet, also
 *     where they were uploaded by a run that was killed: read back before anything is signed
 */
public record MetadataChange(
    RepositoryEditor editor, Map<BlobName, byte[]> documents, List<EdgeObject> content) {
  /** Copies, keeping the order. */
  public MetadataChange {
    documents = Collections.unmodifiableMap(new LinkedHashMap<>(documents));
    content = List.copyOf(content);
  }

  /** Nothing that was uploaded before. */
  public MetadataChange(RepositoryEditor editor, Map<BlobName, byte[]> documents) {
    this(editor, documents, List.of());
  }

  /** Metadata alone. */
  public static MetadataChange of(RepositoryEditor editor) {
    return new MetadataChange(editor, Map.of(), List.of());
  }
}
