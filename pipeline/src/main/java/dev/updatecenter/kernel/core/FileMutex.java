package dev.updatecenter.kernel.core;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/**
 * An exclusive lock on a file, held by one thread of one process; it ends with {@link #close} or
 * with the process. Made for files that hold nothing and are never deleted.
 */
public final class FileMutex implements AutoCloseable {
  private static final int TRIES = 100;

  // The lock is the process's: the kernel takes it back when the process closes any descriptor of
  // the file (fcntl(2), "Advisory record locking"). So no second one may be opened meanwhile,
  // whichever object asks, and the table has to be as wide as the process.
  private static final ConcurrentMap<Path, Semaphore> GUARDS = new ConcurrentHashMap<>();

  private final Path file;
  private final @Nullable Object key;
  private final FileChannel channel;
  private final FileLock lock;
  private final Semaphore guard;

  private FileMutex(
      Path file, @Nullable Object key, FileChannel channel, FileLock lock, Semaphore guard) {
    this.file = file;
    this.key = key;
    this.channel = channel;
    this.lock = lock;
    this.guard = guard;
  }

  /**
   * Takes the lock now or not at all.
   *
   * @param file created (0600) when missing; its folder must be there
   * @return empty when another thread or process holds it
   */
  public static Optional<FileMutex> tryAcquire(Path file) throws IOException {
    Path real = canonical(file);
    Semaphore guard = guard(real);
    return guard.tryAcquire() ? Optional.ofNullable(lock(real, guard, false)) : Optional.empty();
  }

  /**
   * Waits for the lock.
   *
   * @param file created (0600) when missing; its folder must be there
   * @throws InterruptedIOException when the thread is interrupted, which it then still is
   */
  public static FileMutex acquire(Path file) throws IOException {
    Path real = canonical(file);
    Semaphore guard = guard(real);
    try {
      guard.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("interrupted while waiting for " + file);
    }
    return Objects.requireNonNull(lock(real, guard, true));
  }

  /** Whether the lock still stands: false once closed, or when its file was deleted or replaced. */
  public boolean held() throws IOException {
    try {
      return lock.isValid() && Objects.equals(key, key(file));
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  @Override
  public void close() throws IOException {
    if (channel.isOpen()) {
      try {
        channel.close();
      } finally {
        guard.release();
      }
    }
  }

  private static @Nullable FileMutex lock(Path file, Semaphore guard, boolean wait)
      throws IOException {
    FileMutex mutex = null;
    try {
      for (int i = 0; i < TRIES && mutex == null; i++) {
        create(file);
        Object before = key(file);
        FileChannel channel =
            FileChannel.open(file, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS);
        try {
          FileLock lock = wait ? channel.lock() : channel.tryLock();
          if (lock == null) {
            return null;
          }
          // Deleted between open and lock: the next one would lock another file. While ours is
          // open its number cannot be given to a new file, so equal means the same.
          mutex =
              Objects.equals(before, key(file))
                  ? new FileMutex(file, before, channel, lock, guard)
                  : null;
        } finally {
          if (mutex == null) {
            channel.close();
          }
        }
      }
      if (mutex == null) {
        throw new IOException(file + " is replaced again and again");
      }
      return mutex;
    } finally {
      if (mutex == null) {
        guard.release();
      }
    }
  }

  private static void create(Path file) throws IOException {
    if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    boolean posix = file.getFileSystem().supportedFileAttributeViews().contains("posix");
    FileAttribute<?>[] mode =
        posix
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
            }
            : new FileAttribute<?>[0];
    try {
      Files.createFile(file, mode);
    } catch (FileAlreadyExistsException e) {
      // Another was quicker: the same file for both.
      return;
    }
  }

  private static @Nullable Object key(Path file) throws IOException {
    return Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
        .fileKey();
  }

  private static Semaphore guard(Path file) {
    return GUARDS.computeIfAbsent(file, f -> new Semaphore(1));
  }

  private static Path canonical(Path file) throws IOException {
    Path absolute = file.toAbsolutePath().normalize();
    Path folder = Objects.requireNonNull(absolute.getParent(), "a file has a folder");
    return folder.toRealPath().resolve(Objects.requireNonNull(absolute.getFileName()));
  }
}
