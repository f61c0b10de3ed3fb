package dev.updatecenter.stage.publishing;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.updatecenter.testing.TufJs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is published, replaced and let go: what is live is found, and nothing else. */
class ReleaseRolesPropertyTest {
  private static final int PACKAGES = 60;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void everyPackageOfEveryLiveReleaseIsFound(long seed) throws Exception {
    ReleaseWorld world = new ReleaseWorld();
    change(world, new Random(seed), 30);

    world.assertFound();

    List<String> live = world.contents();
    for (int i = 0; i < PACKAGES; i++) {
      if (!live.contains("package " + i)) {
        assertThat(world.find("package " + i)).as("package %d, seed %d", i, seed).isEmpty();
      }
    }
  }

  @Test
  void tufJsFindsWhatIsLiveAndNothingElse(@TempDir Path folder) throws Exception {
    TufJs client = TufJs.require();
    // By the machine's clock, as the client's is.
    ReleaseWorld world = new ReleaseWorld(Instant.now());
    change(world, new Random(7), 25);
    System.setProperty("sun.net.httpserver.nodelay", "true");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", exchange -> answer(world, exchange));
    server.start();
    try {
      List<String> found = world.contents().stream().map(ReleaseWorld::path).toList();
      String url = "http://127.0.0.1:" + server.getAddress().getPort();
      List<Map<String, Object>> cases = new ArrayList<>();
      cases.add(judge(world, folder.resolve("live"), "live", url, found));
      String absent = ReleaseWorld.path("never published");
      cases.add(judge(world, folder.resolve("absent"), "absent", url, List.of(absent)));

      assertThat(client.judge(cases, folder))
          .containsExactly("live ok", "absent refused at 0: Error: no such target: " + absent);
    } finally {
      server.stop(0);
    }
  }

  /** Publishes releases that share packages, publishes some again otherwise, lets some go. */
  private static void change(ReleaseWorld world, Random random, int steps) throws Exception {
    List<String> versions = new ArrayList<>();
    for (int step = 1; step <= steps; step++) {
      if (versions.size() > 3 && random.nextInt(4) == 0) {
        world.letGo(versions.remove(random.nextInt(versions.size())));
      } else if (versions.size() > 3 && random.nextInt(6) == 0) {
        world.publish(versions.get(random.nextInt(versions.size())), contents(random));
      } else {
        versions.add("10.0." + step + ".0");
        world.publish("10.0." + step + ".0", contents(random));
      }
    }
  }

  private static String[] contents(Random random) {
    return random
        .ints(1 + random.nextInt(12), 0, PACKAGES)
        .distinct()
        .mapToObj(i -> "package " + i)
        .toArray(String[]::new);
  }

  private static Map<String, Object> judge(
      ReleaseWorld world, Path dir, String name, String url, List<String> targets)
      throws IOException {
    Path targetDir = Files.createDirectories(dir.resolve("targets"));
    Files.write(dir.resolve("root.json"), world.repository.trustedRoot());
    return Map.of(
        "name", name,
        "dir", dir.toString(),
        "targetDir", targetDir.toString(),
        "urls", List.of(url),
        "targets", targets);
  }

  private static void answer(ReleaseWorld world, HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    byte[] body =
        path.startsWith("/metadata/")
            ? world.repository.files().get(path.substring("/metadata/".length()))
            : world.repository.contents().get(path.substring("/content/".length()));
    exchange.sendResponseHeaders(body == null ? 404 : 200, body == null ? -1 : body.length);
    if (body != null) {
      exchange.getResponseBody().write(body);
    }
    exchange.close();
  }
}
