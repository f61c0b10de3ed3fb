package dev.updatecenter.app.cli;

import dev.updatecenter.app.wiring.Wiring;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Runs the program as a process would, but with streams in memory and a home of its own. */
final class Cli {
  private final Path home;

  Cli(Path home) {
    this.home = home;
  }

  /** What one invocation gave. */
  record Ran(int exit, String out, String err) {}

  Ran run(Object... arguments) {
    List<String> all = new ArrayList<>(List.of("--home", home.toString(), "--progress", "none"));
    for (Object each : arguments) {
      all.add(each.toString());
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Session session =
        new Session(print(out), print(err), Map.of(), Clock.systemUTC(), false, Wiring::new);
    int exit = new Ducctl(session).run(all.toArray(String[]::new));
    return new Ran(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }

  private static PrintStream print(ByteArrayOutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }
}
