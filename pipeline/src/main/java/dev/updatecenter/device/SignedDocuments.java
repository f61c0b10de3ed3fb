package dev.updatecenter.device;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobReader;
import dev.updatecenter.capability.tuf.TargetFile;
import dev.updatecenter.kernel.core.ContentDigest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Small targets, verified against the metadata that lists them and kept, so that the next scan asks
 * the edge for news only.
 */
final class SignedDocuments {
  /** The most bytes that an offer or a rollout may have. */
  static final int MAX_BYTES = 4 << 20;

  private final BlobReader edge;
  private final Path folder;

  SignedDocuments(BlobReader edge, Path folder) {
    this.edge = edge;
    this.folder = folder;
  }

  /**
   * The content of a target.
   *
   * @throws dev.updatecenter.kernel.core.UpdateCenterException UC7107 when the edge has another,
   *     UC7108 when it is too long
   */
  byte[] read(String path, TargetFile listed) throws IOException {
    if (listed.length() > MAX_BYTES) {
      throw new Refusal.UnusableDocument(path, "it has " + listed.length() + " bytes").toError();
    }
    Path kept = folder.resolve(path.substring(path.lastIndexOf('/') + 1));
    Optional<byte[]> own = recall(kept, listed);
    if (own.isPresent()) {
      return own.get();
    }
    BlobName name = PublishedNames.content(path, listed);
    byte[] bytes =
        edge.read(name, (int) listed.length())
            .orElseThrow(
                () ->
                    DeviceFault.notPublished(
                        edge, name.value(), new NoSuchFileException(name.value())));
    if (!isContent(bytes, listed)) { // TUF 5.7.2
      String found = bytes.length + " bytes with SHA-256 " + ContentDigest.of(bytes);
      throw new Refusal.OtherContent(path, listed.length(), listed.sha256(), found).toError();
    }
    DurableFile.replace(kept, bytes);
    return bytes;
  }

  private static Optional<byte[]> recall(Path kept, TargetFile listed) throws IOException {
    try (InputStream in = Files.newInputStream(kept)) {
      byte[] bytes = in.readNBytes((int) listed.length());
      return isContent(bytes, listed) ? Optional.of(bytes) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static boolean isContent(byte[] bytes, TargetFile listed) {
    return bytes.length == listed.length() && ContentDigest.of(bytes).equals(listed.sha256());
  }
}
