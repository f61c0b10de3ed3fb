package dev.updatecenter.chaos;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** What {@code pipeline/bench/chaos} starts: a run, and its figures. */
public final class ChaosTool {
  private static final List<String> NEVER =
      List.of(
          Tally.CLIENT_FAILURES,
          Tally.INCONSISTENT,
          Tally.REWRITTEN,
          Tally.LOST,
          Tally.DOUBLED,
          Tally.RUBBISH,
          Tally.PUBLISHER_FAULTS);
  private static final List<String> COUNTED =
      List.of(
          Tally.PUBLISHED,
          Tally.KILLED,
          Tally.VISITS_OURS,
          Tally.VISITS_TUF_JS,
          Tally.CONNECTION_ERRORS,
          Tally.ORPHANS);

  private ChaosTool() {}

  /**
   * Runs.
   *
   * @param args a folder, the seed, the number of rounds, and the seconds after which none begins
   */
  public static void main(String[] args) throws Exception {
    Path folder = Files.createDirectories(Path.of(args[0]));
    long seed = Long.parseLong(args[1]);
    int rounds = Integer.parseInt(args[2]);
    Duration most = Duration.ofSeconds(Long.parseLong(args[3]));
    Instant begin = Instant.now();
    Tally tally = new ChaosRun(folder, seed, rounds, most, System.err).run();
    tally.faults().forEach(System.err::println);
    long seconds = Duration.between(begin, Instant.now()).toSeconds();
    System.out.printf("figure chaos.seed %d seed%n", seed);
    System.out.printf("figure chaos.seconds %d s%n", seconds);
    figure(Tally.ROUNDS, tally.count(Tally.ROUNDS), ">=200", tally.count(Tally.ROUNDS) >= 200);
    for (String what : NEVER) {
      figure(what, tally.count(what), "=0", tally.count(what) == 0);
    }
    for (String what : COUNTED) {
      System.out.printf("figure chaos.%s %d times%n", what, tally.count(what));
    }
    System.exit(tally.faults().isEmpty() ? 0 : 1);
  }

  private static void figure(String what, int count, String goal, boolean met) {
    System.out.printf(
        "figure chaos.%s %d times goal %s %s%n", what, count, goal, met ? "ok" : "short");
  }
}
