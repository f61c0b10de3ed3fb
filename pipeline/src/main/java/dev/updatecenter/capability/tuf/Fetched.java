package dev.updatecenter.capability.tuf;

import java.io.IOException;

/** What a fetcher gave, held to its bound whatever the fetcher did about it. */
final class Fetched {
  private Fetched() {}

  static byte[] bounded(MetadataFetcher fetcher, String file, int maxBytes)
      throws IOException, MetadataTooLargeException {
    byte[] bytes = fetcher.fetch(file, maxBytes);
    if (bytes.length > maxBytes) {
      throw new MetadataTooLargeException(file, maxBytes);
    }
    return bytes;
  }
}
