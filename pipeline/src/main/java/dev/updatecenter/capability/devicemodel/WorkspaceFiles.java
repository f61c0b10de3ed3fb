package dev.updatecenter.capability.devicemodel;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Looks at a workspace's folders; links are passed over, so nothing leads out of it. */
final class WorkspaceFiles {
  private static final int MAX_DEPTH = 8;
  private static final int MAX_ENTRIES = 100_000;
  private static final int MAX_BYTES = 1 << 20;

  private final Path root;

  /** Over a folder whose own path holds no link any more. */
  WorkspaceFiles(Path root) {
    this.root = root;
  }

  Path root() {
    return root;
  }

  /** Whether a path below the root is a file, with no link on the way. */
  boolean isFile(Path path) {
    return inside(path) && Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
  }

  /** The folders directly inside a folder, by name; none where it is not one. */
  List<Path> folders(Path folder) throws IOException {
    if (!inside(folder) || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .limit(MAX_ENTRIES)
          .filter(p -> Files.isDirectory(p, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    }
  }

  /** The file of that name in a folder; where case decides, the one that is spelled alike. */
  Optional<Path> file(Path folder, String name) throws IOException {
    Path exact = folder.resolve(name);
    if (isFile(exact) || !inside(folder) || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return isFile(exact) ? Optional.of(exact) : Optional.empty();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .limit(MAX_ENTRIES)
          .filter(p -> String.valueOf(p.getFileName()).equalsIgnoreCase(name))
          .filter(p -> Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .findFirst();
    }
  }

  /** The folder of that name in a folder, compared without case and never resolved. */
  Optional<Path> folder(Path parent, String name) throws IOException {
    List<Path> alike =
        folders(parent).stream()
            .filter(p -> String.valueOf(p.getFileName()).equalsIgnoreCase(name))
            .toList();
    return alike.stream()
        .filter(p -> String.valueOf(p.getFileName()).equals(name))
        .findFirst()
        .or(() -> alike.stream().findFirst());
  }

  /** Files below a folder whose name is {@code name}, case aside, by path. */
  List<Path> below(Path folder, String name) throws IOException {
    if (!inside(folder) || !Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
      return List.of();
    }
    // Without FOLLOW_LINKS a link is an entry, never a folder to go into.
    try (Stream<Path> entries = Files.walk(folder, MAX_DEPTH)) {
      return entries
          .limit(MAX_ENTRIES)
          .filter(p -> String.valueOf(p.getFileName()).equalsIgnoreCase(name))
          .filter(p -> Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS))
          .sorted()
          .toList();
    } catch (UncheckedIOException e) {
      // A folder further down that may not be read.
      throw e.getCause();
    }
  }

  /** A document's bytes, as many as a document may have and one more. */
  byte[] bytes(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
      return in.readNBytes(MAX_BYTES + 1);
    }
  }

  private boolean inside(Path path) {
    Path normal = path.normalize();
    if (!normal.startsWith(root)) {
      return false;
    }
    Path at = root;
    for (Path name : root.relativize(normal)) {
      at = at.resolve(name);
      if (Files.isSymbolicLink(at)) {
        return false;
      }
    }
    return true;
  }
}
