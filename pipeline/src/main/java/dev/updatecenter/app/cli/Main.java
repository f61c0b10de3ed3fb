package dev.updatecenter.app.cli;

import dev.updatecenter.app.wiring.Wiring;
import java.time.Clock;

/** Where the program starts. */
public final class Main {
  private Main() {}

  /** Runs one command and ends the process with its exit code. */
  public static void main(String[] args) {
    Session session =
        new Session(
            System.out,
            System.err,
            System.getenv(),
            Clock.systemUTC(),
            System.console() != null,
            Wiring::new);
    System.exit(new Ducctl(session).run(args));
  }
}
