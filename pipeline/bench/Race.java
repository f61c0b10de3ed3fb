import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.updatecenter.app.wiring.ConfigurationReader;
import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.blobstore.BlobName;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.ListedBlob;
import dev.updatecenter.capability.tuf.InMemoryMetadataStore;
import dev.updatecenter.capability.tuf.MetadataNotFoundException;
import dev.updatecenter.capability.tuf.TufClient;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.stage.publishing.ReleaseLayout;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Lets publishers with copies of one home race, and judges the world after each round: {@code Race
 * NAME HOMES PUBLISHERS ROUNDS SEED SCRIPT}. HOMES has the homes 0, 1, and so on; SCRIPT runs
 * tuf-js. Prints a line a figure: {@code <name> <value> <unit>}.
 */
final class Race {
  private static final ProductName PRODUCT = new ProductName("ContosoKiosk");
  private static final int MAX = 8_000_000;
  private static final int DELAY_MILLIS = 40;

  private final Path homes;
  private final Random random;
  private final Path script;
  private final BlobStore store;
  private final List<Publisher> publishers = new ArrayList<>();
  private final Map<BlobName, String> listed = new LinkedHashMap<>();
  private final Map<BlobName, ContentDigest> seen = new LinkedHashMap<>();
  private final List<String> live = new ArrayList<>();
  private final Map<String, Integer> words = new TreeMap<>();
  private final Map<String, Integer> count = new LinkedHashMap<>();
  private final TufClient client;
  private final HttpServer server;
  private long version;

  private Race(Path homes, Random random, Path script, BlobStore store) throws IOException {
    this.homes = homes;
    this.random = random;
    this.script = script;
    this.store = store;
    byte[] root = Files.readAllBytes(root());
    this.client =
        new TufClient(
            root,
            new InMemoryMetadataStore(),
            (name, max) ->
                store
                    .read(ReleaseLayout.metadata(PRODUCT, name), max)
                    .orElseThrow(() -> new MetadataNotFoundException(name)),
            Clock.systemUTC());
    this.version = timestamp();
    this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(Executors.newFixedThreadPool(4));
    server.createContext("/", this::serve);
    server.start();
    for (String each : List.of("winners", "losers", "wrong-exits", "overwritten", "lost-versions",
        "lost-targets", "client-failures", "tuf-js-failures")) {
      count.put(each, 0);
    }
  }

  public static void main(String[] arguments) throws Exception {
    Path homes = Path.of(arguments[1]);
    Home first = new Home(homes.resolve("0"));
    try (Wiring wiring =
        new Wiring(
            first,
            new ConfigurationReader(System.getenv()).read(Optional.empty(), first),
            Clock.systemUTC(),
            Progress.NONE)) {
      Race race =
          new Race(
              homes,
              new Random(Long.parseLong(arguments[4])),
              Path.of(arguments[5]),
              wiring.store());
      race.run(arguments[0], Integer.parseInt(arguments[2]), Integer.parseInt(arguments[3]));
    }
  }

  private Path root() {
    return homes.resolve("0/trust/" + PRODUCT + "/root.json");
  }

  private void run(String name, int number, int rounds) throws Exception {
    long begun = System.nanoTime();
    try {
      for (int i = 0; i < number; i++) {
        publishers.add(new Publisher(homes, i));
      }
      for (Publisher each : publishers) {
        each.expect("ready");
      }
      for (int round = 1; round <= rounds; round++) {
        round(round);
      }
      verifyAll();
    } finally {
      publishers.forEach(Publisher::end);
      server.stop(0);
    }
    words.forEach((text, times) -> System.err.println("race: " + times + " times: " + text));
    System.out.println(name + "-rounds " + rounds + " rounds");
    count.forEach((what, times) -> System.out.println(name + "-" + what + " " + times + " times"));
    System.out.println(name + "-seconds " + (System.nanoTime() - begun) / 1_000_000_000 + " s");
  }

  private void round(int round) throws Exception {
    for (Publisher each : publishers) {
      each.tell(round + " " + random.nextInt(DELAY_MILLIS));
    }
    List<String> won = new ArrayList<>();
    for (Publisher each : publishers) {
      String[] answer = each.answer().split(" ", 4);
      switch (answer[0]) {
        case "0" -> won.add(answer[2]);
        case "6" -> add("losers", 1);
        default -> add("wrong-exits", 1);
      }
      words.merge("exit " + answer[0] + " " + answer[1] + ": " + answer[3], 1, Integer::sum);
    }
    add("winners", won.size());
    if (won.isEmpty()) {
      add("lost-versions", 1);
    }
    judge(round, won);
    System.err.println("race: round " + round + ": " + won.size() + " won, version " + version);
  }

  private void judge(int round, List<String> won) throws Exception {
    long now = timestamp();
    if (now != version + won.size()) {
      System.err.println("race: version " + now + " after " + version + " and " + won.size());
      add("lost-versions", 1);
    }
    version = now;
    live.addAll(won);
    List<String> asked = new ArrayList<>(won);
    asked.add(live.get(random.nextInt(live.size())));
    client(asked);
    tufJs(round, asked);
    compare();
  }

  /** What was listed before is listed still, as long as it was and of the same time. */
  private void compare() {
    Map<BlobName, String> now = new LinkedHashMap<>();
    for (String prefix : List.of(ReleaseLayout.metadata(PRODUCT).value() + "/", "content/")) {
      try (Stream<ListedBlob> blobs = store.list(prefix)) {
        blobs
            .filter(b -> !b.name().value().endsWith("/timestamp.json"))
            .forEach(b -> now.put(b.name(), b.length() + " bytes of " + b.modified()));
      }
    }
    listed.forEach(
        (name, was) -> {
          if (!was.equals(now.get(name))) {
            System.err.println("race: " + name + " was " + was + ", is " + now.get(name));
            add("overwritten", 1);
          }
        });
    now.forEach(
        (name, is) -> {
          if (listed.put(name, is) == null) {
            seen.put(name, digest(name));
          }
        });
  }

  /** At the end every byte is read again, and every target that anybody published is asked for. */
  private void verifyAll() {
    compare();
    seen.forEach((name, was) -> add("overwritten", digest(name).equals(was) ? 0 : 1));
    client(live);
  }

  private ContentDigest digest(BlobName name) {
    return ContentDigest.of(store.read(name, MAX).orElseThrow());
  }

  private void client(List<String> targets) {
    try {
      client.refresh();
      for (String target : targets) {
        add("lost-targets", client.target(target).isPresent() ? 0 : 1);
      }
    } catch (Exception e) {
      System.err.println("race: our client: " + e);
      add("client-failures", 1);
    }
  }

  /** One client state for the whole race. */
  private void tufJs(int round, List<String> targets) throws Exception {
    Path state = Files.createDirectories(homes.resolveSibling("tuf-js-" + homes.getFileName()));
    if (!Files.exists(state.resolve("root.json"))) {
      Files.copy(root(), state.resolve("root.json"));
    }
    String base = "http://127.0.0.1:" + server.getAddress().getPort();
    Map<String, Object> test =
        Map.of(
            "name", "round-" + round,
            "dir", state.toString(),
            "targetDir", Files.createDirectories(state.resolve("targets")).toString(),
            "urls", List.of(base),
            "metadata", base + "/" + ReleaseLayout.metadata(PRODUCT),
            "targets", targets);
    Path cases = Files.write(state.resolve("cases"), Json.bytes(List.of(test)));
    Process node =
        new ProcessBuilder("node", script.toString(), cases.toString())
            .redirectErrorStream(true)
            .start();
    String said;
    try (BufferedReader lines = node.inputReader(UTF_8)) {
      said = lines.lines().collect(Collectors.joining("\n"));
    }
    if (node.waitFor() != 0 || !said.endsWith(" ok")) {
      System.err.println("race: tuf-js: " + said);
      add("tuf-js-failures", 1);
    }
  }

  private void serve(HttpExchange exchange) throws IOException {
    try (exchange) {
      Optional<byte[]> blob =
          store.read(new BlobName(exchange.getRequestURI().getPath().substring(1)), MAX);
      if (blob.isEmpty()) {
        exchange.sendResponseHeaders(404, -1);
        return;
      }
      exchange.sendResponseHeaders(200, blob.get().length);
      exchange.getResponseBody().write(blob.get());
    }
  }

  private long timestamp() {
    try {
      BlobName name = ReleaseLayout.metadata(PRODUCT, "timestamp.json");
      return Json.read(store.read(name, MAX).orElseThrow(), "timestamp.json")
          .at("signed", "version")
          .orElseThrow()
          .integer()
          .orElseThrow();
    } catch (Exception e) {
      throw new IllegalStateException("no timestamp.json that can be read", e);
    }
  }

  private void add(String what, int times) {
    count.merge(what, times, Integer::sum);
  }

  /** One process. */
  private static final class Publisher {
    private final Process process;
    private final BufferedReader from;
    private final PrintWriter to;

    Publisher(Path homes, int number) throws IOException {
      process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx96m",
                  "-XX:+UseSerialGC",
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "RacePublisher",
                  homes.resolve(String.valueOf(number)).toString(),
                  String.valueOf(number))
              .redirectError(new File(homes.resolve(number + ".log").toString()))
              .start();
      from = process.inputReader(UTF_8);
      to = new PrintWriter(process.outputWriter(UTF_8), true);
    }

    void tell(String line) {
      to.println(line);
    }

    String answer() throws IOException {
      String line = from.readLine();
      if (line == null) {
        throw new IOException("a publisher died");
      }
      return line;
    }

    void expect(String word) throws IOException {
      for (String line = answer(); !line.equals(word); line = answer()) {
        System.err.println("race: " + line);
      }
    }

    void end() {
      to.close();
      process.destroy();
    }
  }
}
