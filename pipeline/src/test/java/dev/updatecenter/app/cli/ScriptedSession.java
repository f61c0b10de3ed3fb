package dev.updatecenter.app.cli;

import dev.updatecenter.app.wiring.Database;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;

/** Runs one command with a clock that a test moves, and streams in memory. */
final class ScriptedSession {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Session session;

  /**
   * A session over a home that stays open: opening it at each look would be most of a test's time.
   */
  ScriptedSession(Wiring open, Clock clock, boolean terminal) {
    this.session =
        new Session(
            print(out),
            print(err),
            Map.of(),
            clock,
            terminal,
            (home, configuration, time, progress) ->
                new Wiring(home, configuration, time, progress) {
                  @Override
                  public synchronized Database database() {
                    return open.database();
                  }

                  @Override
                  public void close() {
                    // The test closes it.
                  }
                });
    session.options().home = open.home().folder().toString();
  }

  Session session() {
    return session;
  }

  /** Runs a command; what it throws is printed as the program does. */
  int run(Callable<Integer> command, String... arguments) {
    return new CommandLine(command)
        .setExecutionExceptionHandler(
            (e, line, parsed) -> {
              if (!(e instanceof UpdateCenterException known)) {
                throw e;
              }
              session.output().error(known);
              return known.exit().code();
            })
        .setErr(new PrintWriter(session.err(), true, StandardCharsets.UTF_8))
        .execute(arguments);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  private static PrintStream print(ByteArrayOutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }
}
