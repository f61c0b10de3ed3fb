package dev.updatecenter.capability.tuf;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.updatecenter.testing.MetadataAttack;
import dev.updatecenter.testing.RepositorySimulator;
import dev.updatecenter.testing.TufJs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client of others reads what the editor writes, and refuses what our client refuses. */
class TufJsInteropTest {
  private final Path folder;
  private final Map<String, byte[]> served = new ConcurrentHashMap<>();
  private final List<Map<String, Object>> cases = new ArrayList<>();
  private final HttpServer server;

  TufJsInteropTest(@TempDir Path folder) throws IOException {
    this.folder = folder;
    // Small answers wait 40 ms for an acknowledgement otherwise.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    InetAddress loopback = InetAddress.getLoopbackAddress();
    server = HttpServer.create(new InetSocketAddress(loopback, 0), 0);
  }

  @BeforeEach
  void start() {
    server.createContext("/", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void tufJsFollowsOurRepositoryAndItsUpdates() throws Exception {
    TufJs client = TufJs.require();
    RepositorySimulator repository = new RepositorySimulator(Instant.now());
    String first = serve("valid/first", repository);
    repository.publish(
        repository
            .editor()
            .withTargets(
                RepositorySimulator.ROLLOUT,
                repository.target(RepositorySimulator.ROLLOUT_FILE, "{\"third\":\"ä\\\"\"}")));
    String second = serve("valid/second", repository);
    judge("valid", repository, List.of(first, second));

    assertThat(verdicts(client)).containsExactly("valid ok");
  }

  @Test
  void tufJsFollowsARootThatChangesEveryKey() throws Exception {
    TufJs client = TufJs.require();
    RepositorySimulator old = new RepositorySimulator(Instant.now());
    String first = serve("rotated/first", old);
    RepositorySimulator other = new RepositorySimulator(Instant.now());
    Map<RoleName, List<MetadataSigner>> signers = new java.util.HashMap<>();
    for (RoleName role : TufClientTest.roles()) {
      List<MetadataSigner> both = new ArrayList<>(old.signers(role));
      both.addAll(other.signers(role));
      signers.put(role, both);
    }
    MetadataUpdate update =
        old.editor().withAuthorities(other.topLevel()).sign(signers, old.now(), n -> false);
    update.files().forEach(file -> old.files().put(file.name(), file.bytes()));
    judge("rotated", old, List.of(first, serve("rotated/second", old)));

    assertThat(update.versions()).containsKeys(RoleName.ROOT, RoleName.TARGETS);
    assertThat(verdicts(client)).containsExactly("rotated ok");
  }

  @Test
  void tufJsRefusesWhatWeRefuse() throws Exception {
    TufJs client = TufJs.require();
    for (MetadataAttack attack : MetadataAttack.values()) {
      RepositorySimulator repository = new RepositorySimulator(Instant.now());
      String before = serve(attack + "/before", repository);
      attack.on(repository);
      judge(attack.name(), repository, List.of(before, serve(attack + "/after", repository)));
    }

    List<String> verdicts = verdicts(client);

    assertThat(verdicts).hasSize(MetadataAttack.values().length);
    // A file that could not be fetched would prove nothing.
    assertThat(verdicts)
        .allSatisfy(
            verdict ->
                assertThat(verdict)
                    .contains(" refused at 1: ")
                    .doesNotContain("Failed to download"));
  }

  /** Serves a copy of the repository as it is now. */
  private String serve(String at, RepositorySimulator repository) {
    repository.files().forEach((name, b) -> served.put("/" + at + "/metadata/" + name, b.clone()));
    repository.contents().forEach((name, b) -> served.put("/" + at + "/content/" + name, b));
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + at;
  }

  private void judge(String name, RepositorySimulator repository, List<String> urls)
      throws IOException {
    Path dir = Files.createDirectories(folder.resolve(name));
    Path targetDir = Files.createDirectories(dir.resolve("targets"));
    Files.write(dir.resolve("root.json"), repository.trustedRoot());
    List<String> targets =
        List.of(
            RepositorySimulator.PACKAGE,
            RepositorySimulator.OFFER,
            RepositorySimulator.ROLLOUT_FILE);
    cases.add(
        Map.of(
            "name", name,
            "dir", dir.toString(),
            "targetDir", targetDir.toString(),
            "urls", urls,
            "targets", targets));
  }

  private List<String> verdicts(TufJs client) throws Exception {
    return client.judge(cases, folder);
  }

  private void answer(HttpExchange exchange) throws IOException {
    byte[] body = served.get(exchange.getRequestURI().getPath());
    byte[] answer = body == null ? "no".getBytes(StandardCharsets.US_ASCII) : body;
    exchange.sendResponseHeaders(body == null ? 404 : 200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }
}
