package dev.updatecenter.app.jobs.expiry;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.authenticode.SignatureFacts;
import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobNotFoundException;
import dev.updatecenter.kernel.core.ContentDigest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;

/** Reads signatures of published files: in their folder, or from a copy where the store is none. */
final class PublishedSignatures {
  private final Wiring wiring;

  PublishedSignatures(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * What the signature of a file says.
   *
   * @return empty when there is no such file, it is damaged, or its signature cannot be read
   */
  Optional<SignatureFacts> read(BlobName name, ContentDigest sha256) throws IOException {
    Optional<Path> folder = wiring.stores().folder();
    if (folder.isEmpty()) {
      return fetched(name, sha256);
    }
    Path file = folder.get().resolve(name.value());
    return Files.isRegularFile(file) ? SignatureFacts.read(file) : Optional.empty();
  }

  private Optional<SignatureFacts> fetched(BlobName name, ContentDigest sha256) throws IOException {
    Path copy = Files.createTempFile(wiring.home().create().folder(), "signature-", ".part");
    try (InputStream in = wiring.store().open(name)) {
      Files.copy(in, copy, StandardCopyOption.REPLACE_EXISTING);
      // What is read is remembered under the digest.
      return ContentDigest.of(copy).equals(sha256) ? SignatureFacts.read(copy) : Optional.empty();
    } catch (BlobNotFoundException e) {
      return Optional.empty();
    } finally {
      Files.deleteIfExists(copy);
    }
  }
}
