package dev.updatecenter.app.cli;

import java.nio.file.Path;
import java.util.Map;

/** The program, for tests of other rooms: no home, so nothing that needs one. */
public final class InProcess {
  private InProcess() {}

  /** Runs a command to its end; what it wrote to stdout, whatever its exit code. */
  public static String run(String... arguments) {
    return CommandRun.of(Path.of("no-home"), arguments).out();
  }

  /**
   * Runs a command over a home.
   *
   * @return its exit code, then what it wrote to stdout
   */
  public static Map.Entry<Integer, String> run(Path home, String... arguments) {
    CommandRun ran = CommandRun.of(home, arguments);
    return Map.entry(ran.exit(), ran.out());
  }
}
