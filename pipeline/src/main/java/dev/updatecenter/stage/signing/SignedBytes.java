package dev.updatecenter.stage.signing;

import dev.updatecenter.kernel.core.ContentDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * The digest of a signed copy. That of a large file is computed, and the file brought to the disk,
 * beside what its own thread does meanwhile: verifying it takes as long. Small ones come in
 * numbers, and keep the processors busy anyway.
 */
final class SignedBytes {
  private static final long LARGE = 64L << 20;

  private final Path file;
  private final Optional<CompletableFuture<ContentDigest>> begun;

  private SignedBytes(Path file, Optional<CompletableFuture<ContentDigest>> begun) {
    this.file = file;
    this.begun = begun;
  }

  /** Begins, if it is worth it. Nobody writes to the file from now on. */
  static SignedBytes of(Path file) throws IOException {
    if (Files.size(file) < LARGE) {
      return new SignedBytes(file, Optional.empty());
    }
    CompletableFuture<Void> onDisk = CompletableFuture.runAsync(() -> force(file));
    return new SignedBytes(
        file,
        Optional.of(
            CompletableFuture.supplyAsync(() -> digest(file))
                // A write that failed is told of once only, and it was told here.
                .thenCombine(onDisk, (digest, nothing) -> digest)));
  }

  /** SHA-256 of the file. */
  ContentDigest sha256() throws IOException {
    if (begun.isEmpty()) {
      return ContentDigest.of(file);
    }
    try {
      return begun.get().join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof UncheckedIOException io ? io.getCause() : new IOException(e);
    }
  }

  private static ContentDigest digest(Path file) {
    try {
      return ContentDigest.of(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void force(Path file) {
    try {
      Scratch.force(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
