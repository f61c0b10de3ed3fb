package dev.updatecenter.capability.blobstore.filesystem;

import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.ListedBlob;
import dev.updatecenter.capability.blobstore.StoreFault;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/**
 * Blobs below a root in the order of their text, one folder in memory at a time.
 *
 * <p>A folder sorts as its name with {@code /}: so {@code a-b} stands before {@code a/b}, as in a
 * flat store.
 */
final class BlobListing {
  private final Path root;
  private final String prefix;

  BlobListing(Path root, String prefix) {
    this.root = root;
    this.prefix = prefix;
  }

  /** Walks lazily; a fault on the way is UC5040. */
  Stream<ListedBlob> blobs() {
    // Only the folder that the prefix reaches into can hold matches.
    String start = prefix.substring(0, prefix.lastIndexOf('/') + 1);
    if (!start.isEmpty() && !BlobName.isSafe(start.substring(0, start.length() - 1))) {
      return Stream.empty();
    }
    return isPlainFolder(start) ? below(start).flatMap(this::listed) : Stream.empty();
  }

  private Stream<BlobName> below(String folder) {
    return entries(folder).stream()
        .filter(name -> name.startsWith(prefix) || prefix.startsWith(name))
        .flatMap(
            name ->
                name.endsWith("/")
                    ? below(name)
                    : name.startsWith(prefix) ? Stream.of(new BlobName(name)) : Stream.empty());
  }

  /** Nothing when it was deleted meanwhile. */
  private Stream<ListedBlob> listed(BlobName name) {
    Path file = root.resolve(name.value());
    try {
      BasicFileAttributes found =
          Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      return Stream.of(new ListedBlob(name, found.size(), found.lastModifiedTime().toInstant()));
    } catch (NoSuchFileException e) {
      return Stream.empty();
    } catch (IOException e) {
      throw StoreFault.disk("look at the file", file, e);
    }
  }

  private boolean isPlainFolder(String start) {
    Path path = root;
    for (Path segment : Path.of(start)) {
      path = segment.toString().isEmpty() ? path : path.resolve(segment);
      if (!path.equals(root) && Files.isSymbolicLink(path)) {
        return false;
      }
    }
    return Files.isDirectory(path);
  }

  /** The plain files and folders in a folder whose names can be a blob's; folders end in a /. */
  private List<String> entries(String folder) {
    List<String> names = new ArrayList<>();
    try (DirectoryStream<Path> paths = Files.newDirectoryStream(root.resolve(folder))) {
      for (Path path : paths) {
        String name = folder + path.getFileName();
        if (!BlobName.isSafe(name)) {
          continue; // ours under a dot, or a stranger's
        }
        if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
          names.add(name + "/");
        } else if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          names.add(name);
        }
      }
    } catch (NoSuchFileException | NotDirectoryException e) {
      return List.of(); // deleted meanwhile
    } catch (IOException e) {
      throw StoreFault.disk("list the folder", root.resolve(folder), e);
    }
    Collections.sort(names);
    return names;
  }
}
