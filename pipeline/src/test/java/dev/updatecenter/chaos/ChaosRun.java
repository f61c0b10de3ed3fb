package dev.updatecenter.chaos;

import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.testing.ChaosProxy;
import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.TufJs;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * The run: a round is one life of a publisher over a bad line. Its commands, when it is killed and
 * what the line does are drawn from the seed; how far it comes until then is up to the machine.
 */
public final class ChaosRun {
  private static final ProductName PRODUCT = new ProductName("ContosoKiosk");
  private static final Path WORKSPACE =
      Path.of("..", "samples", "contoso-kiosk").toAbsolutePath().normalize();

  /** Someone else was faster, the edge or store did not give what it should, or nothing at all. */
  private static final Set<Integer> ALLOWED = Set.of(0, 6, 7, 13, Publisher.KILLED);

  private static final double TROUBLES = 0.08;

  /** Requests that a publisher may make before it is killed: more than most need. */
  private static final int LONGEST_LIFE = 60;

  private final Path folder;
  private final long seed;
  private final int rounds;
  private final Duration most;
  private final PrintStream told;
  private final Tally tally = new Tally();

  /**
   * A run.
   *
   * @param folder for all that it writes
   * @param most no round begins later
   * @param told where it says how it goes
   */
  ChaosRun(Path folder, long seed, int rounds, Duration most, PrintStream told) {
    this.folder = folder;
    this.seed = seed;
    this.rounds = rounds;
    this.most = most;
    this.told = told;
  }

  /** Runs it. */
  Tally run() throws Exception {
    TufJs.require();
    try (Lines lines = new Lines(folder, seed)) {
      Path home = Files.createDirectories(folder.resolve("home"));
      Path configuration = home.resolve("updatecenter.yaml");
      Files.writeString(configuration, lines.withoutEdge(WORKSPACE, folder));
      Publisher publisher = new Publisher(home, folder.resolve("publisher"));
      prepare(publisher);
      // The edge has not been asked yet: no device comes to a timestamp from before the flight.
      Files.writeString(configuration, lines.configuration(WORKSPACE, folder));
      Releases releases = new Releases(folder.resolve("releases"), seed);
      rounds(lines, publisher, releases, home.resolve("trust").resolve("ContosoKiosk/root.json"));
    }
    return tally;
  }

  /** A product whose first release is in a ring: the world before the first round. */
  private static void prepare(Publisher publisher) throws Exception {
    Publisher.Ended ended =
        publisher.run(
            List.of(
                List.of("product", "import", WORKSPACE.toString()),
                List.of(
                    "device",
                    "enrol",
                    "0".repeat(64),
                    "--product",
                    "ContosoKiosk",
                    "--ring",
                    "Preview"),
                List.of(
                    "subscription",
                    "create",
                    "Kiosks",
                    "--product=ContosoKiosk",
                    "--quantity=10",
                    "--billing-domain=contoso.example",
                    "--admin-domain=contoso.example"),
                List.of("submit", WORKSPACE.resolve("release.yaml").toString()),
                List.of("flight", "ContosoKiosk", "--ring", "Preview", "--ocp", "10.0.2.0")),
            Publisher.Death.NEVER);
    if (ended.exits().size() != 5 || ended.exits().stream().anyMatch(e -> e != 0 && e != 8)) {
      throw new AssertionError("the first release was not published: " + ended);
    }
  }

  private void rounds(Lines lines, Publisher publisher, Releases releases, Path root)
      throws Exception {
    byte[] trusted = Files.readAllBytes(root);
    Auditor auditor = new Auditor(lines.store(), PRODUCT, trusted, tally);
    Path cached = Files.createFile(folder.resolve("promised-at-edge"));
    Device atStore =
        new Device(
            lines.container(), PRODUCT, trusted, folder.resolve("a"), releases::promised, tally);
    Device atEdge =
        new Device(
            lines.edge(),
            PRODUCT,
            trusted,
            folder.resolve("b"),
            () -> Files.readAllLines(cached),
            tally);
    Thread first = new Thread(atStore, "device at the store");
    Thread second = new Thread(atEdge, "device at the edge");
    lines.proxy().troubles(TROUBLES);
    try (TufJsDevice third =
        new TufJsDevice(
            Programs.require("node"),
            lines.edge(),
            "ContosoKiosk",
            root,
            folder.resolve("c"),
            cached,
            tally)) {
      third.watch();
      first.start();
      second.start();
      Promises promises = new Promises(cached);
      Random random = new Random(seed);
      long begin = System.nanoTime();
      for (int round = 1; round <= rounds && System.nanoTime() - begin < most.toNanos(); round++) {
        round(round, random, publisher, releases, lines.proxy());
        auditor.look(round, releases.promised(), releases.begun());
        promises.tell(releases.promised());
      }
    } finally {
      atStore.stop();
      atEdge.stop();
      first.join();
      second.join();
    }
    told.println("line: " + lines.proxy().done());
  }

  private void round(
      int round, Random random, Publisher publisher, Releases releases, ChaosProxy line)
      throws Exception {
    int release = random.nextInt(3) > 0 ? releases.next() : 0;
    List<List<String>> commands = commands(release, releases, random.nextBoolean());
    boolean killed = random.nextInt(3) > 0;
    int last = line.requests() + random.nextInt(LONGEST_LIFE);
    Publisher.Ended ended =
        publisher.run(commands, killed ? () -> line.requests() > last : Publisher.Death.NEVER);
    tally.add(Tally.ROUNDS);
    if (ended.exit() == Publisher.KILLED) {
      tally.add(Tally.KILLED);
    }
    if (!ALLOWED.contains(ended.exit())) {
      String story = "round %d: exit %d of %s%n%s";
      tally.fault(
          Tally.PUBLISHER_FAULTS, story.formatted(round, ended.exit(), commands, ended.output()));
    }
    if (release > 0 && !ended.exits().isEmpty() && ended.exits().get(0) == 0) {
      releases.published(release);
      tally.set(Tally.PUBLISHED, releases.count());
    }
    List<String> names = commands.stream().map(c -> c.get(0)).toList();
    told.printf("round %d: %s %s, exit %d%n", round, names, ended.exits(), ended.exit());
  }

  private static List<List<String>> commands(int release, Releases releases, boolean pause) {
    List<List<String>> commands = new ArrayList<>();
    if (release > 0) {
      commands.add(List.of("submit", releases.manifest(release).toString()));
    }
    commands.add(List.of(pause ? "pause" : "resume", "ContosoKiosk", "--ring", "Preview"));
    commands.add(List.of("refresh"));
    return commands;
  }
}
