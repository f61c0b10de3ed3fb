package dev.updatecenter.app.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.util.List;
import java.util.Map;

/** Commands of {@link Main}, one after the other in one process that may be killed at any time. */
public final class ChaosMain {
  private ChaosMain() {}

  /**
   * Runs commands until one does not end with 0.
   *
   * @param args home, a file with one command a line (arguments parted by tabs), and a file that
   *     gets one line as soon as a command has ended: its exit code
   */
  public static void main(String[] args) throws IOException {
    int exit = 0;
    for (String line : Files.readAllLines(Path.of(args[1]))) {
      exit = run(args[0], line.split("\t"));
      Files.writeString(
          Path.of(args[2]),
          exit + "\n",
          StandardCharsets.UTF_8,
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND,
          StandardOpenOption.DSYNC);
      if (exit != 0) {
        break;
      }
    }
    System.exit(exit);
  }

  private static int run(String home, String[] arguments) {
    Session session =
        new Session(
            System.out,
            System.err,
            Map.of("UPDATECENTER_HOME", home),
            Clock.systemUTC(),
            false,
            dev.updatecenter.app.wiring.Wiring::new);
    List<String> all = new java.util.ArrayList<>(List.of("--home", home, "--progress", "none"));
    all.addAll(List.of(arguments));
    return new Ducctl(session).run(all.toArray(String[]::new));
  }
}
