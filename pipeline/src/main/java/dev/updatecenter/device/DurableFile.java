package dev.updatecenter.device;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Set;

/**
 * Files that are there whole or not at all, also after a power cut; for their owner only, unless
 * shared.
 */
final class DurableFile {
  private DurableFile() {}

  /** Writes a file, in the place of another if there is one. Its folder must be there. */
  static void replace(Path file, byte[] content) throws IOException {
    replace(file, content, aside -> {});
  }

  /** As {@link #replace}, for everyone whom the process's umask lets read. */
  static void replaceShared(Path file, byte[] content) throws IOException {
    replace(file, content, DurableFile::share);
  }

  private static void replace(Path file, byte[] content, Finish finish) throws IOException {
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
    Path aside = Files.createTempFile(folder, ".new-", ".tmp", mode(folder, "rw-------"));
    try {
      try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
        ByteBuffer buffer = ByteBuffer.wrap(content);
        while (buffer.hasRemaining()) {
          channel.write(buffer);
        }
        finish.accept(aside);
        channel.force(true);
      }
      moveWithin(aside, file);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  /** Opens a file for its owner only, to go on with it; a link is refused. */
  static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE,
            LinkOption.NOFOLLOW_LINKS),
        mode(file, "rw-------"));
  }

  /**
   * Gives a private file the mode of any new file. Java cannot ask for the umask, so a new file
   * beside it shows the mode.
   */
  static void share(Path file) throws IOException {
    if (!hasModes(file)) {
      return;
    }
    Path folder = Objects.requireNonNull(file.toAbsolutePath().getParent(), "a file has a folder");
    Path aside = Files.createTempDirectory(folder, ".mode-");
    Path probe = aside.resolve("probe");
    try {
      Files.createFile(probe);
      Files.setPosixFilePermissions(file, Files.getPosixFilePermissions(probe));
    } finally {
      Files.deleteIfExists(probe);
      Files.delete(aside);
    }
  }

  /**
   * Gives a finished file its name.
   *
   * @throws java.nio.file.AtomicMoveNotSupportedException between file systems
   */
  static void moveWithin(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    flushFolder(Objects.requireNonNull(to.toAbsolutePath().getParent()));
  }

  /** Makes a folder and those above it, where missing, for their owner only. */
  static Path folder(Path folder) throws IOException {
    Path absolute = folder.toAbsolutePath();
    return Files.isDirectory(absolute)
        ? absolute
        : Files.createDirectories(absolute, mode(absolute, "rwx------"));
  }

  private static void flushFolder(Path folder) throws IOException {
    // A new name is on disk only when its folder is (fsync(2)). Windows opens no folder.
    if (hasModes(folder)) {
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static FileAttribute<?>[] mode(Path where, String mode) {
    return hasModes(where)
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(mode))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean hasModes(Path where) {
    return where.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  private interface Finish {
    void accept(Path aside) throws IOException;
  }
}
