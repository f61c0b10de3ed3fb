package dev.updatecenter.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.document.SchemaCheck;
import dev.updatecenter.stage.upkeep.SimulatedPublisher;
import dev.updatecenter.testing.MemoryStore;
import dev.updatecenter.testing.NginxEdge;
import dev.updatecenter.testing.SettableClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands on a tree in a folder, with no home at all. */
class RepoCommandsTest {
  private final Path folder;

  RepoCommandsTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeEach
  void publish() throws IOException {
    SettableClock clock = new SettableClock(Instant.now());
    MemoryStore store = new MemoryStore(clock);
    SimulatedPublisher publisher =
        new SimulatedPublisher(
            new ProductName("ContosoKiosk"), List.of(RingName.PREVIEW), store, clock);
    publisher.publish("10.0.1.0", "a driver");
    Files.write(folder.resolve("root.json"), publisher.root());
    for (var name : store.names()) {
      Path file = folder.resolve("store").resolve(name.value());
      Files.createDirectories(file.getParent());
      Files.write(file, store.bytes(name));
    }
  }

  private CommandRun verify() {
    return verify(folder.resolve("store").toString());
  }

  private CommandRun verify(String place, String... more) {
    List<String> args = new ArrayList<>(List.of("--json", "repo", "verify", place));
    args.add("--root=" + folder.resolve("root.json"));
    args.add("--no-signatures");
    args.addAll(List.of(more));
    return CommandRun.of(folder.resolve("none"), args.toArray(String[]::new));
  }

  @Test
  void findsAWholeTreeWholeAndMakesNoHome() throws Exception {
    CommandRun run = verify().endsWith(0);

    assertThat(SchemaCheck.check("repo-verification", run.json())).as(run.out()).isEmpty();
    assertThat(run.json().text("verdict")).hasValue("valid");
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void namesTheFileThatIsDamaged() throws Exception {
    String blob = SimulatedPublisher.blob("a driver").value();
    Files.writeString(folder.resolve("store").resolve(blob), "b driver");

    CommandRun run = verify().endsWith(11);
    assertThat(SchemaCheck.check("repo-verification", run.json())).as(run.out()).isEmpty();
    assertThat(run.out())
        .contains("UC5141", blob, ContentDigest.of("b driver".getBytes(UTF_8)).hex());
  }

  @Test
  void judgesTheSameThroughAnEdge() throws Exception {
    String blob = SimulatedPublisher.blob("a driver").value();
    try (NginxEdge edge = NginxEdge.serving(folder.resolve("store"))) {
      CommandRun run = verify(edge.base().toString(), "--product=ContosoKiosk").endsWith(0);
      assertThat(run.out()).contains("\"findings\":[]");

      Files.writeString(folder.resolve("store").resolve(blob), "b driver");
      assertThat(verify(edge.base().toString(), "--product=ContosoKiosk").endsWith(11).out())
          .contains("UC5141", blob);
    }
  }

  @Test
  void findsHeadersThatCachesCannotKeep() throws Exception {
    Path conf = folder.resolve("store");
    String http = "server { listen 127.0.0.1:%d; location / { root %s; } }\n";
    int port = NginxEdge.freePort();
    try (NginxEdge bare = NginxEdge.including(http.formatted(port, conf))) {
      CommandRun run = verify("http://127.0.0.1:" + port, "--product=ContosoKiosk").endsWith(3);
      assertThat(run.out()).contains("UC5112", "UC5142").doesNotContain("UC5141", "UC5143");
      assertThat(bare.base()).isNotNull();
    }
  }

  /** As a home of somebody else, which may delete what no product of the store names. */
  @Test
  void saysWhatItWouldDeleteAndDeletesItWithYes() throws Exception {
    Path home = Files.createDirectory(folder.resolve("home"));
    Path store = folder.resolve("store");
    Files.writeString(
        home.resolve("updatecenter.yaml"),
        "apiVersion: updatecenter/v1\nkind: Configuration\nstore: " + store.toUri() + "\n");
    Path orphan = store.resolve(SimulatedPublisher.blob("unfinished").value());
    Files.createDirectories(orphan.getParent());
    Files.writeString(orphan, "unfinished");
    Instant written = Instant.now().minus(Duration.ofDays(91));
    Files.setLastModifiedTime(orphan, FileTime.from(written));

    CommandRun said = CommandRun.of(home, "repo", "gc").endsWith(0);
    assertThat(said.out())
        .contains(
            store.relativize(orphan).toString(),
            written.toString().substring(0, 10),
            "Would delete 1 file (10 B) and withdraw 0 releases. 9 files",
            "--yes does it");
    assertThat(orphan).exists();

    CommandRun.of(home, "repo", "gc", "--yes").endsWith(0);
    assertThat(orphan).doesNotExist();
    verify().endsWith(0);
    assertThat(CommandRun.of(home, "repo", "gc").out()).startsWith("There is nothing to delete.");
  }

  @Test
  void asksOfWhichProductTheRootIs() throws Exception {
    Path other = folder.resolve("store/products/FabrikamPump/metadata");
    Files.createDirectories(other);
    Files.write(other.resolve("1.root.json"), new byte[] {'{'});

    verify().endsWith(2);
    CommandRun run = verify(folder.resolve("store").toString(), "--product=ContosoKiosk");
    assertThat(run.endsWith(0).out()).doesNotContain("FabrikamPump");
  }

  @Test
  void refusesWhatIsNoFolderAndAnAddressWithoutProducts() {
    Path home = folder.resolve("none");
    CommandRun.of(home, "repo", "verify", folder.resolve("nothing").toString()).endsWith(5);
    CommandRun.of(home, "repo", "verify", "http://127.0.0.1:1/", "--no-signatures").endsWith(2);
  }
}
