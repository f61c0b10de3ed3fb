package dev.updatecenter.app.cli;

import dev.updatecenter.app.wiring.FastCrypto;
import dev.updatecenter.app.wiring.Wiring;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/** Where the program starts. */
public final class Main {
  private Main() {}

  /**
   * Runs one command and ends the process with its exit code. The launcher says by a property
   * whether stderr is a terminal, which Java itself cannot tell.
   */
  public static void main(String[] args) {
    // The launcher says so where it works, for commands that it pays for.
    if (Boolean.getBoolean("updatecenter.nativeCrypto")) {
      FastCrypto.preferSoon();
    }
    Session session =
        new Session(
            // Whatever the locale says: JSON is UTF-8.
            new PrintStream(System.out, true, StandardCharsets.UTF_8),
            new PrintStream(System.err, true, StandardCharsets.UTF_8),
            System.getenv(),
            Clock.systemUTC(),
            Boolean.getBoolean("updatecenter.terminal"),
            Wiring::new);
    System.exit(new Ducctl(session).run(args));
  }
}
