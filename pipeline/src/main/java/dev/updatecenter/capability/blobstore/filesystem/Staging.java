package dev.updatecenter.capability.blobstore.filesystem;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.kernel.core.FileMutex;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** Where content waits for its name, and the lock under which names change hands. */
final class Staging {
  /** A copy that was not written to for so long has no writer any more. */
  private static final Duration ABANDONED = Duration.ofDays(1);

  private static final String SUFFIX = ".tmp";

  private final StoreFolder folder;
  private final AtomicBoolean swept = new AtomicBoolean();

  Staging(StoreFolder folder) {
    this.folder = folder;
  }

  /** Copies and verifies content; see {@link StagedBlob#fill}. */
  StagedBlob stage(BlobName name, BlobSource source) throws IOException {
    Path staging = folder.staging();
    Path file = Files.createTempFile(staging, "blob-", SUFFIX);
    if (swept.compareAndSet(false, true)) {
      sweep(staging, modified(file));
    }
    return StagedBlob.fill(folder, file, name, source);
  }

  /**
   * Gives a copy its name if {@code condition} holds while every other writer of this store, in
   * this process and in others, is kept out.
   */
  boolean moveIf(Condition condition, StagedBlob staged, Path target) throws IOException {
    return underLock(
        () -> {
          boolean holds = condition.holds();
          if (holds) {
            staged.moveTo(target);
          }
          return holds;
        });
  }

  /** Deletes while every other writer is kept out; false when there was nothing. */
  boolean deleteIfExists(Path target) throws IOException {
    return underLock(() -> Files.deleteIfExists(target));
  }

  private boolean underLock(Condition act) throws IOException {
    FileMutex lock = FileMutex.acquire(folder.staging().resolve("lock"));
    try {
      return act.holds();
    } finally {
      lock.close();
    }
  }

  /** What has to hold for a name to change hands. */
  interface Condition {
    boolean holds() throws IOException;
  }

  /**
   * Deletes what crashes left.
   *
   * @param now the time by the clock that stamps the files, which may be another machine's
   */
  private static void sweep(Path staging, Instant now) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(staging, "*" + SUFFIX)) {
      for (Path file : files) {
        deleteIfAbandoned(file, now);
      }
    }
  }

  @SuppressWarnings("EmptyCatch") // gone already is what was wanted
  private static void deleteIfAbandoned(Path file, Instant now) throws IOException {
    try {
      if (modified(file).plus(ABANDONED).isBefore(now)) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      // Its writer has just finished.
    }
  }

  private static Instant modified(Path file) throws IOException {
    return Files.getLastModifiedTime(file, LinkOption.NOFOLLOW_LINKS).toInstant();
  }
}
