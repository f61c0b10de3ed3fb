package dev.updatecenter.capability.tuf;

import java.io.IOException;
import java.util.Optional;

/**
 * What a client remembers between updates: files by name, verified before they were written.
 *
 * <p>A write replaces the whole file or does nothing; after a crash the old or the new one is
 * there. One client at a time.
 */
public interface MetadataStore {
  /** The file, if it is there and not absurdly large. */
  Optional<byte[]> read(String fileName) throws IOException;

  /** Keeps a file, in the place of an earlier one. */
  void write(String fileName, byte[] bytes) throws IOException;

  /** Forgets a file; no error if there is none. */
  void delete(String fileName) throws IOException;
}
