package dev.updatecenter.stage.submission;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.document.CanonicalJson;
import java.util.List;
import java.util.Map;

/** What makes two submissions the same one. */
final class SubmissionDigest {
  private SubmissionDigest() {}

  /** Digest of the canonical JSON of the manifest's identity and the payload's digests in order. */
  static ContentDigest of(ReleaseManifest manifest, List<SubmittedFile> files) {
    List<String> payload =
        files.stream()
            .filter(f -> isPayload(f.role()))
            .map(f -> f.role() + " " + f.fileName() + " " + f.sha256().hex())
            .toList();
    return ContentDigest.of(
        CanonicalJson.bytes(Map.of("release", manifest.identity().hex(), "payload", payload)));
  }

  private static boolean isPayload(InputRole role) {
    return switch (role) {
      case OCP, DRIVER, APP, PROVISIONING, FILE -> true;
      case MANIFEST, IDENTITY, OCP_MEMBER -> false;
    };
  }
}
