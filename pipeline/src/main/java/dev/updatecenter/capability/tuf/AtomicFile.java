package dev.updatecenter.capability.tuf;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Files that are there whole or not at all, also after a power cut; for their owner only. */
final class AtomicFile {
  private AtomicFile() {}

  /** Writes a file that must not exist yet. */
  static void create(Path file, byte[] content) throws IOException {
    Path aside = writeAside(file, content);
    try {
      // A link fails where the name is taken; a rename would replace it.
      Files.createLink(file, aside);
    } catch (FileAlreadyExistsException e) {
      throw e;
    } catch (IOException | UnsupportedOperationException e) {
      // A file system without links: this looks before it renames, which is the best it can do.
      Files.move(aside, file);
    } finally {
      Files.deleteIfExists(aside);
    }
    flushFolder(file);
  }

  /** Writes a file, in the place of another if there is one. */
  static void replace(Path file, byte[] content) throws IOException {
    Path aside = writeAside(file, content);
    try {
      rename(aside, file);
    } finally {
      Files.deleteIfExists(aside);
    }
  }

  /** Gives a file another name of the same folder, in the place of another file if there is one. */
  static void rename(Path from, Path to) throws IOException {
    Files.move(from, to, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    flushFolder(to);
  }

  /** A name is on the disk when its folder is (fsync(2)); only POSIX can open one. */
  private static void flushFolder(Path file) throws IOException {
    if (hasModes()) {
      Path folder = file.toAbsolutePath().getParent();
      try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static Path writeAside(Path file, byte[] content) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    Path aside = Files.createTempFile(folder, ".new-", ".tmp", ownerOnly());
    try (FileChannel channel = FileChannel.open(aside, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(content);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      // The name must not outlive a power cut that the content did not.
      channel.force(true);
    } catch (IOException e) {
      Files.deleteIfExists(aside);
      throw e;
    }
    return aside;
  }

  private static FileAttribute<?>[] ownerOnly() {
    return hasModes()
        ? new FileAttribute<?>[] {
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
        }
        : new FileAttribute<?>[0];
  }

  private static boolean hasModes() {
    return FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
  }
}
