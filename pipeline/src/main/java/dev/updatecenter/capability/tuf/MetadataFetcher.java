package dev.updatecenter.capability.tuf;

import java.io.IOException;
import java.io.InputStream;

/**
 * Where metadata comes from: an edge, a store, a folder. Not trusted with anything.
 *
 * <p>Called from one thread, each file at most once a refresh; the answer must not come from a
 * cache of the adapter's own.
 */
@FunctionalInterface
public interface MetadataFetcher {
  /**
   * Reads one file to its end.
   *
   * @param fileName the name below the metadata address, such as {@code timestamp.json}
   * @param maxBytes how many bytes the file may have
   * @throws MetadataNotFoundException if there is no such file (HTTP 404, and 403 where an edge
   *     says so instead)
   * @throws MetadataTooLargeException if there are more bytes; no more than one more was read
   * @throws IOException if it cannot be reached, which is worth a retry
   */
  byte[] fetch(String fileName, int maxBytes) throws IOException, MetadataTooLargeException;

  /** What adapters use to read a body without trusting its length. Does not close {@code in}. */
  static byte[] readBounded(InputStream in, String fileName, int maxBytes)
      throws IOException, MetadataTooLargeException {
    byte[] bytes = in.readNBytes(maxBytes);
    if (bytes.length == maxBytes && in.read() >= 0) {
      throw new MetadataTooLargeException(fileName, maxBytes);
    }
    return bytes;
  }
}
