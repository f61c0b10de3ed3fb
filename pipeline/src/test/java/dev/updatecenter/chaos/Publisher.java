package dev.updatecenter.chaos;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A process that publishes, and may be killed. */
final class Publisher {
  /** What the system says of a process that SIGKILL ended. */
  static final int KILLED = 137;

  private static final int PATIENCE_MINUTES = 5;
  private static final int WATCH_MILLIS = 3;

  private final Path home;
  private final Path folder;
  private int runs;

  Publisher(Path home, Path folder) throws IOException {
    this.home = home;
    this.folder = Files.createDirectories(folder);
  }

  /**
   * How a process ended.
   *
   * @param exits of the commands that ended, in order
   * @param exit of the process
   * @param output what it said
   */
  record Ended(List<Integer> exits, int exit, String output) {}

  /** When a process is killed; asked all the time while it runs. */
  interface Death {
    /** It lives until it has done its work. */
    Death NEVER = () -> false;

    boolean comes();
  }

  /** Runs commands, to their end or the process's. */
  Ended run(List<List<String>> commands, Death death) throws IOException, InterruptedException {
    Path run = Files.createDirectories(folder.resolve("run-" + ++runs));
    Path list =
        Files.write(
            run.resolve("commands"), commands.stream().map(c -> String.join("\t", c)).toList());
    Path exits = run.resolve("exits");
    Path said = run.resolve("output");
    Process process =
        new ProcessBuilder(command(list, exits))
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    try {
      while (death != Death.NEVER && !process.waitFor(WATCH_MILLIS, TimeUnit.MILLISECONDS)) {
        if (death.comes()) {
          process.destroyForcibly();
          break;
        }
      }
      if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
        throw new AssertionError("a publisher never ended: " + Files.readString(said));
      }
    } finally {
      process.destroyForcibly();
    }
    List<Integer> ended =
        Files.exists(exits)
            ? Files.readAllLines(exits).stream().map(Integer::valueOf).toList()
            : List.of();
    return new Ended(ended, process.exitValue(), Files.readString(said));
  }

  private List<String> command(Path list, Path exits) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-Xshare:auto",
            "-Xmx256m",
            "-Dh2.bindAddress=127.0.0.1"));
    command.addAll(List.of("-cp", classPath(), "dev.updatecenter.app.cli.ChaosMain"));
    command.addAll(List.of(home.toString(), list.toString(), exits.toString()));
    return command;
  }

  private static String classPath() {
    String own = System.getProperty("java.class.path");
    return Arrays.stream(
            System.getProperty("surefire.test.class.path", own).split(File.pathSeparator, -1))
        .map(each -> Path.of(each).toAbsolutePath().toString())
        .collect(Collectors.joining(File.pathSeparator));
  }
}
