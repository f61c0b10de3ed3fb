package dev.updatecenter.app.cli;

import java.time.Clock;

/** {@link Main} with the adapters of {@link FaultyWiring}. */
public final class FaultyMain {
  private FaultyMain() {}

  /** Runs one command. */
  public static void main(String[] args) {
    Fault fault = Fault.told();
    Session session =
        new Session(
            System.out,
            System.err,
            System.getenv(),
            Clock.systemUTC(),
            false,
            (home, configuration, clock, progress) ->
                new FaultyWiring(home, configuration, clock, progress, fault));
    System.exit(new Ducctl(session).run(args));
  }
}
