package dev.updatecenter.capability.blobstore.azure;

import com.azure.storage.blob.models.BlobHttpHeaders;
import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.CachePolicy;
import dev.updatecenter.kernel.core.ContentDigest;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * What is stored beside the content of a blob: its headers, its digest and the number of the act
 * that wrote it, by which a writer whose answer was lost knows its own work again.
 */
record Written(BlobName name, ContentDigest digest, CachePolicy policy, String act) {
  private static final String DIGEST = "sha256";
  private static final String ACT = "act";

  static Written by(
      BlobName name, ContentDigest digest, CachePolicy policy, RandomGenerator numbers) {
    String act = "%016x%016x".formatted(numbers.nextLong(), numbers.nextLong());
    return new Written(name, digest, policy, act);
  }

  Map<String, String> metadata() {
    return Map.of(DIGEST, digest.hex(), ACT, act);
  }

  /** Whether this act wrote what has the metadata. */
  boolean wrote(Map<String, String> metadata) {
    return digest.hex().equals(metadata.get(DIGEST)) && act.equals(metadata.get(ACT));
  }

  BlobHttpHeaders headers(byte[] md5) {
    return new BlobHttpHeaders()
        .setContentMd5(md5)
        .setContentType(contentType())
        .setCacheControl(policy.headerValue());
  }

  private String contentType() {
    return name.value().endsWith(".json") ? "application/json" : "application/octet-stream";
  }
}
