package dev.updatecenter;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of the checkout that tests look at. */
public final class SourceFiles {
  /** The folder of the module, wherever the test is started from. */
  public static final Path MODULE = module();

  private SourceFiles() {}

  /** Every Java file below a folder of the module, such as {@code src/main/java}; sorted. */
  static List<Path> java(String folder) {
    try (Stream<Path> files = Files.walk(MODULE.resolve(folder))) {
      return files.filter(f -> f.toString().endsWith(".java")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(file.toString(), e);
    }
  }

  private static Path module() {
    // Surefire sets basedir; an IDE starts in the checkout or in the module.
    String basedir = System.getProperty("basedir");
    if (basedir != null) {
      return Path.of(basedir);
    }
    return Files.isDirectory(Path.of("pipeline")) ? Path.of("pipeline") : Path.of("");
  }
}
