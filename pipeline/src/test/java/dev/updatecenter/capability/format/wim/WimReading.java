package dev.updatecenter.capability.format.wim;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/** Reads whole images, as a test wants them. */
final class WimReading {
  private WimReading() {}

  static Map<String, byte[]> of(Path image) throws IOException {
    return of(image, WimLimits.DEFAULT);
  }

  static Map<String, byte[]> of(Path image, WimLimits limits) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (WimArchive archive = WimArchive.open(image, limits)) {
      archive.extract(
          (names, size) ->
              new ByteArrayOutputStream() {
                @Override
                public void close() {
                  names.forEach(name -> files.put(name, toByteArray()));
                }
              });
    }
    return files;
  }
}
