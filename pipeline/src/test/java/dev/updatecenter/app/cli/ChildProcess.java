package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** {@code ducctl} in a JVM of its own, started for short work. */
final class ChildProcess implements AutoCloseable {
  /** What the system says of a process that SIGKILL ended. */
  static final int KILLED = 137;

  private final Process process;
  private final Path out;

  private ChildProcess(Process process, Path out) {
    this.process = process;
    this.out = out;
  }

  /** Starts a command. */
  static ChildProcess start(List<String> options, Path home, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of("-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Dh2.bindAddress=127.0.0.1"));
    command.addAll(options);
    String classPath = System.getProperty("java.class.path");
    command.addAll(List.of("-cp", System.getProperty("surefire.test.class.path", classPath)));
    command.addAll(List.of(FaultyMain.class.getName(), "--home", home.toString()));
    command.addAll(List.of(arguments));
    // To a file: a pipe that nobody reads would stop the child.
    Path out = Files.createTempFile("ducctl-", ".out");
    return new ChildProcess(new ProcessBuilder(command).redirectOutput(out.toFile()).start(), out);
  }

  /** Runs a command to its end. */
  static CommandRun run(List<String> options, Path home, String... arguments)
      throws IOException, InterruptedException {
    try (ChildProcess child = start(options, home, arguments)) {
      return child.end();
    }
  }

  /**
   * Runs a command that SIGKILL ends. The lock that it leaves is made as old as it is when a person
   * runs the command again: one that was touched within two seconds may be a living process's, and
   * the database engine would wait those out.
   */
  static void killed(List<String> options, Path home, String... arguments)
      throws IOException, InterruptedException {
    run(options, home, arguments).endsWith(KILLED);
    Path lock = home.resolve(World.LOCK);
    assertThat(lock).as("the killed process took nothing with it").exists();
    Files.setLastModifiedTime(lock, FileTime.from(Instant.now().minusSeconds(3)));
  }

  /** Reads stderr up to the line that says that the child stopped to wait. */
  void awaitParked() throws IOException {
    BufferedReader err = process.errorReader(StandardCharsets.UTF_8);
    List<String> lines = new ArrayList<>();
    for (String line = err.readLine(); line != null; line = err.readLine()) {
      lines.add(line);
      if (line.startsWith(Fault.PARKED)) {
        return;
      }
    }
    assertThat(lines).as("the child ended and never came to wait").isNull();
  }

  /** Lets the child go on, if it waits, and waits for its end. */
  CommandRun end() throws IOException, InterruptedException {
    process.getOutputStream().close();
    StringBuilder err = new StringBuilder();
    try (BufferedReader reader = process.errorReader(StandardCharsets.UTF_8)) {
      reader.lines().forEach(line -> err.append(line).append('\n'));
    }
    assertThat(process.waitFor(2, TimeUnit.MINUTES)).as("the child ends").isTrue();
    return new CommandRun(process.exitValue(), Files.readString(out), err.toString());
  }

  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    Files.deleteIfExists(out);
  }
}
