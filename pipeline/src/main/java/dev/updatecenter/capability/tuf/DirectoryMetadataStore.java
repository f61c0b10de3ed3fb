package dev.updatecenter.capability.tuf;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** Remembers metadata in a folder, one file a role. */
public final class DirectoryMetadataStore implements MetadataStore {
  private final Path folder;

  /** Makes the folder at the first write. */
  public DirectoryMetadataStore(Path folder) {
    this.folder = folder;
  }

  @Override
  public Optional<byte[]> read(String fileName) throws IOException {
    try (InputStream in = Files.newInputStream(folder.resolve(fileName))) {
      return Optional.of(MetadataFetcher.readBounded(in, fileName, RoleName.TARGETS.maxBytes()));
    } catch (NoSuchFileException | MetadataTooLargeException e) {
      // Nothing that a client of ours has written.
      return Optional.empty();
    }
  }

  @Override
  public void write(String fileName, byte[] bytes) throws IOException {
    Files.createDirectories(folder);
    AtomicFile.replace(folder.resolve(fileName), bytes);
  }

  @Override
  public void delete(String fileName) throws IOException {
    Files.deleteIfExists(folder.resolve(fileName));
  }
}
