package dev.updatecenter.capability.blobstore.filesystem;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobSource;
import dev.updatecenter.kernel.core.FileMutex;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;

/** Where content waits for its name, and the lock under which names change hands. */
final class Staging {
  private static final String PREFIX = "blob-";
  private static final String SUFFIX = ".tmp";

  private final StoreFolder folder;
  private final String own = PREFIX + thisProcess() + "-";
  private final AtomicBoolean swept = new AtomicBoolean();

  Staging(StoreFolder folder) {
    this.folder = folder;
  }

  private static String thisProcess() {
    ProcessHandle self = ProcessHandle.current();
    return self.pid() + self.info().startInstant().map(i -> "." + i.toEpochMilli()).orElse("");
  }

  /** Copies and verifies content; see {@link StagedBlob#fill}. */
  StagedBlob stage(BlobName name, BlobSource source) throws IOException {
    Path staging = folder.staging();
    Path file;
    FileChannel channel;
    // Whoever sweeps sees no copy between its creation and its lock.
    FileMutex lock = mutex();
    try {
      if (swept.compareAndSet(false, true)) {
        sweep(staging);
      }
      file = Files.createTempFile(staging, own, SUFFIX);
      channel = FileChannel.open(file, StandardOpenOption.WRITE);
      channel.lock();
    } finally {
      lock.close();
    }
    return StagedBlob.fill(folder, file, channel, name, source);
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

  /** Deletes what was last written at an instant, while every other writer is kept out. */
  boolean deleteIfOfTime(Path target, Instant modified) throws IOException {
    return underLock(
        () ->
            Files.exists(target, LinkOption.NOFOLLOW_LINKS)
                && Files.getLastModifiedTime(target, LinkOption.NOFOLLOW_LINKS)
                    .toInstant()
                    .equals(modified)
                && Files.deleteIfExists(target));
  }

  /** Gives a file the time of the file system; false when there is none. */
  boolean renew(Path target) throws IOException {
    return underLock(
        () -> {
          if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)) {
            return false;
          }
          // The clock of the store: what a file written now gets, also on a server's disk.
          Path probe = Files.createTempFile(folder.staging(), own, SUFFIX);
          try {
            Files.setLastModifiedTime(target, Files.getLastModifiedTime(probe));
          } finally {
            Files.delete(probe);
          }
          return true;
        });
  }

  private boolean underLock(Condition act) throws IOException {
    FileMutex lock = mutex();
    try {
      return act.holds();
    } finally {
      lock.close();
    }
  }

  private FileMutex mutex() throws IOException {
    return FileMutex.acquire(folder.staging().resolve("lock"));
  }

  /** What has to hold for a name to change hands. */
  interface Condition {
    boolean holds() throws IOException;
  }

  /**
   * Deletes what processes left that are gone: the system took their locks back. Copies of this
   * process are passed by, because opening and closing one would give its lock away.
   */
  private void sweep(Path staging) throws IOException {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(staging, PREFIX + "*" + SUFFIX)) {
      for (Path file : files) {
        if (!file.getFileName().toString().startsWith(own)) {
          deleteIfAbandoned(file);
        }
      }
    }
  }

  @SuppressWarnings("EmptyCatch") // gone already is what was wanted
  private static void deleteIfAbandoned(Path file) throws IOException {
    try (FileChannel channel =
            FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        FileLock lock = channel.tryLock()) {
      if (lock != null) {
        Files.deleteIfExists(file);
      }
    } catch (NoSuchFileException e) {
      // Its writer has just finished.
    }
  }
}
