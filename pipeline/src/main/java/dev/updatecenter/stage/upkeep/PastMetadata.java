package dev.updatecenter.stage.upkeep;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.document.Fields;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.MalformedDocumentException;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * A metadata file of the past, without a look at its signatures: what it says can only keep things,
 * so a forged one does no harm that its writer could not do otherwise.
 */
public final class PastMetadata {
  private final Fields signed;

  private PastMetadata(Fields signed) {
    this.signed = signed;
  }

  /**
   * Reads a file.
   *
   * @param file its name in messages
   */
  public static PastMetadata read(byte[] content, String file) throws MalformedDocumentException {
    return new PastMetadata(Fields.of(Json.read(content, file)).object("signed"));
  }

  /** Whether it is of a targets role, which names content. */
  public boolean isTargets() {
    return signed.node().get("targets").isPresent();
  }

  /** From when on no device takes it. */
  public Instant expires() throws MalformedDocumentException {
    return signed.value("expires", Instant::parse);
  }

  /** The files that a snapshot lists, as {@code N.<role>.json}. */
  public Set<String> listed() throws MalformedDocumentException {
    Set<String> files = new HashSet<>();
    for (Map.Entry<String, Fields> each : signed.named("meta").entrySet()) {
      files.add(each.getValue().integer("version", 1, Long.MAX_VALUE) + "." + each.getKey());
    }
    return files;
  }

  /** Where the content of each target of a targets role lies. */
  public Map<BlobName, ContentDigest> contents() throws MalformedDocumentException {
    Map<BlobName, ContentDigest> contents = new HashMap<>();
    for (Map.Entry<String, Fields> each : signed.named("targets").entrySet()) {
      ContentDigest sha256 = each.getValue().object("hashes").value("sha256", ContentDigest::ofHex);
      try {
        contents.put(ReleaseLayout.content(each.getKey(), sha256), sha256);
      } catch (IllegalArgumentException e) {
        throw signed.refuse("targets", String.valueOf(e.getMessage()));
      }
    }
    return contents;
  }
}
