package dev.updatecenter.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;

/** Copies of folders that nobody uses, so that one preparation serves many tests. */
public final class Copies {
  private Copies() {}

  /** Copies a folder with all that is in it. */
  public static Path of(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file)), StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return to;
  }
}
