package dev.updatecenter.capability.tuf;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Remembers metadata as long as the process lives: for a look at a repository, and for tests. */
public final class InMemoryMetadataStore implements MetadataStore {
  private final Map<String, byte[]> files = new HashMap<>();

  @Override
  public Optional<byte[]> read(String fileName) {
    return Optional.ofNullable(files.get(fileName)).map(byte[]::clone);
  }

  @Override
  public void write(String fileName, byte[] bytes) {
    files.put(fileName, bytes.clone());
  }

  @Override
  public void delete(String fileName) {
    files.remove(fileName);
  }
}
