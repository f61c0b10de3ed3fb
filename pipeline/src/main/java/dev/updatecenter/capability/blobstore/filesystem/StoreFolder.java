package dev.updatecenter.capability.blobstore.filesystem;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.StoreFault;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The folder of a store: where a name lies, without following links below the root. */
final class StoreFolder {
  /** Not the name of a blob, so never listed or read as one. */
  private static final String STAGING = ".staging";

  private final Path root;
  private final Visibility visibility;
  private final boolean posix;

  StoreFolder(Path root, Visibility visibility) {
    this.root = root.toAbsolutePath().normalize();
    this.visibility = visibility;
    this.posix = root.getFileSystem().supportedFileAttributeViews().contains("posix");
  }

  Path root() {
    return root;
  }

  /** The file of a blob that exists. A folder of that name is no blob. */
  Optional<Path> find(BlobName name) {
    Path path = root;
    for (Path segment : Path.of(name.value())) {
      path = path.resolve(segment);
      if (Files.isSymbolicLink(path)) {
        throw StoreFault.notPlain(name, path);
      }
    }
    Optional<BasicFileAttributes> kind = kind(path);
    if (kind.isEmpty() || kind.get().isDirectory()) {
      return Optional.empty();
    }
    if (!kind.get().isRegularFile()) {
      throw StoreFault.notPlain(name, path);
    }
    return Optional.of(path);
  }

  /** What lies there, asked once: between two questions another process may put it there. */
  private static Optional<BasicFileAttributes> kind(Path path) {
    try {
      return Optional.of(
          Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS));
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Where a blob is to be put, with every folder above it made durable. */
  Path prepare(BlobName name) throws IOException {
    createRoot();
    Path target = root.resolve(name.value());
    Path folder = root;
    for (Path segment : root.relativize(parent(target))) {
      folder = segment.toString().isEmpty() ? folder : folder.resolve(segment);
      if (Files.isSymbolicLink(folder)) {
        throw StoreFault.notPlain(name, folder);
      }
      createFolder(folder, visibility.folderMode());
    }
    return target;
  }

  /** The folder of unfinished files: on the store's own file system, closed to other users. */
  Path staging() throws IOException {
    createRoot();
    Path staging = root.resolve(STAGING);
    createFolder(staging, Visibility.PRIVATE.folderMode());
    if (!Files.isDirectory(staging, LinkOption.NOFOLLOW_LINKS)) {
      throw new IOException(staging + " is a link");
    }
    return staging;
  }

  /** Gives a finished file the mode of the store's files. */
  void setMode(Path file) throws IOException {
    if (posix) {
      Files.setPosixFilePermissions(file, visibility.fileMode());
    }
  }

  /** Makes what was renamed in or out of the folder of {@code path} durable. */
  void syncFolderOf(Path path) throws IOException {
    // Elsewhere than on POSIX a folder cannot be opened, and its entries need no call.
    if (posix) {
      try (FileChannel folder = FileChannel.open(parent(path), StandardOpenOption.READ)) {
        folder.force(true);
      }
    }
  }

  private void createRoot() throws IOException {
    if (!Files.isDirectory(root)) {
      Files.createDirectories(parent(root));
      createFolder(root, visibility.folderMode());
    }
  }

  private void createFolder(Path folder, Set<PosixFilePermission> mode) throws IOException {
    if (Files.isDirectory(folder)) {
      return;
    }
    try {
      Files.createDirectory(folder);
    } catch (FileAlreadyExistsException e) {
      if (Files.isDirectory(folder)) {
        return; // another was quicker
      }
      throw e;
    }
    if (posix) {
      // Afterwards, since the process's umask narrows what is asked for at creation.
      Files.setPosixFilePermissions(folder, mode);
    }
    syncFolderOf(folder);
  }

  private static Path parent(Path path) {
    return Objects.requireNonNull(path.getParent(), "the root of a file system is no store");
  }
}
