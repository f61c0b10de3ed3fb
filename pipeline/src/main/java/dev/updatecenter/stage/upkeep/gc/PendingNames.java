package dev.updatecenter.stage.upkeep.gc;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.kernel.document.Fields;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.stage.upkeep.MetadataName;
import dev.updatecenter.stage.upkeep.PastMetadata;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;

/**
 * What signed metadata on its way to the store is called there, and what it names: a publisher that
 * was killed goes on with it.
 */
public final class PendingNames {
  private PendingNames() {}

  /**
   * Reads what a publisher keeps.
   *
   * @param pending JSON with a list of files, each with its name and text
   * @param file its name in messages
   */
  public static Set<BlobName> of(byte[] pending, String file) throws MalformedDocumentException {
    Set<BlobName> names = new HashSet<>();
    for (Fields each : Fields.of(Json.read(pending, file)).objects("files")) {
      BlobName name = each.value("name", BlobName::new);
      names.add(name);
      if (MetadataName.parse(name).isPresent()) {
        byte[] text = each.text("text").getBytes(StandardCharsets.UTF_8);
        PastMetadata metadata = PastMetadata.read(text, name.value());
        if (metadata.isTargets()) {
          names.addAll(metadata.contents().keySet());
        }
      }
    }
    return names;
  }
}
