package dev.updatecenter.fuzz;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * What a coverage-guided fuzzer calls, and the program that lays out the seeds for it.
 *
 * <p>The target is named by the system property {@code updatecenter.fuzz.target}.
 */
public final class FuzzRun {
  private static final FuzzTarget TARGET =
      FuzzTarget.valueOf(
          System.getProperty("updatecenter.fuzz.target", "cab")
              .toUpperCase(Locale.ROOT)
              .replace('-', '_'));
  private static final Path FOLDER = temporary();

  private FuzzRun() {}

  /** One input: the name and shape that Jazzer looks for. */
  public static void fuzzerTestOneInput(byte[] input) throws IOException {
    TARGET.read(FOLDER, input);
  }

  /**
   * Writes each target's seeds.
   *
   * @param arguments the folder that gets one folder a target
   */
  public static void main(String[] arguments) throws IOException {
    Path out = Path.of(arguments[0]);
    for (FuzzTarget target : FuzzTarget.values()) {
      Path folder = Files.createDirectories(out.resolve(target.wireName()).resolve("seeds"));
      List<byte[]> seeds = FuzzSeeds.of(target, FOLDER);
      for (int i = 0; i < seeds.size(); i++) {
        Files.write(folder.resolve("seed-" + i), seeds.get(i));
      }
    }
  }

  private static Path temporary() {
    try {
      return Files.createTempDirectory("fuzz");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
