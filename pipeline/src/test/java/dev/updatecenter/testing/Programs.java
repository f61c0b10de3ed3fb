package dev.updatecenter.testing;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Programs of others that judge what the pipeline writes. */
public final class Programs {
  private static final String REQUIRED = "UPDATECENTER_REQUIRE_INTEROP";

  private Programs() {}

  /**
   * Finds a program on PATH, or where only root's PATH leads. Skips the test, visibly, where it is
   * missing; fails it where the environment says that every judge must be there.
   */
  public static Path require(String program) {
    String path = String.join(File.pathSeparator, System.getenv("PATH"), "/usr/sbin", "/sbin");
    for (String folder : path.split(Pattern.quote(File.pathSeparator), -1)) {
      Path candidate = Path.of(folder, program);
      if (Files.isExecutable(candidate)) {
        return candidate;
      }
    }
    missing(program);
    throw new AssertionError("not reached");
  }

  /** Skips the test, or fails it where every judge must be there. */
  public static void missing(String what) {
    if ("1".equals(System.getenv(REQUIRED))) {
      Assertions.fail(what + " is not installed, and " + REQUIRED + "=1 wants it");
    }
    System.err.println("SKIPPED: " + what + " is not installed");
    Assumptions.abort(what + " is not installed");
  }

  /** Runs a program to its end; output and errors joined. */
  public static Result run(Path program, String... arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(program.toString()));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (!process.waitFor(2, TimeUnit.MINUTES)) {
      process.destroyForcibly();
      Assertions.fail(command + " did not end");
    }
    return new Result(process.exitValue(), output);
  }

  /**
   * How a program ended.
   *
   * @param exit its exit status
   * @param output what it printed, errors included
   */
  public record Result(int exit, String output) {}
}
