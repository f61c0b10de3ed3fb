package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.blobstore.BlobStore;
import dev.updatecenter.capability.blobstore.StoreFault;
import dev.updatecenter.kernel.document.SchemaCheck;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code audit verify} and {@code audit export} over a home whose log or copies were spoilt. */
class AuditCommandsTest {
  private static final String DEVICE = "ab".repeat(32);

  private static Path prepared;

  private final Path home;

  AuditCommandsTest(@TempDir Path folder) {
    this.home = folder.resolve("home");
  }

  @BeforeAll
  static void prepare(@TempDir Path folder) throws IOException {
    prepared = SampleHome.prepared(folder.resolve("home"));
  }

  @BeforeEach
  void copy() throws IOException {
    SampleHome.copy(prepared, home);
  }

  @Test
  void everyActWasCopiedAndIsComparedAndSaysSo() throws Exception {
    CommandRun run = CommandRun.of(home, "audit", "verify", "--json").endsWith(0);

    assertThat(run.json().get("intact").orElseThrow().toPlain()).isEqualTo(true);
    var chain = run.json().get("chains").orElseThrow().elements().get(0);
    assertThat(chain.integer("copied")).isEqualTo(chain.integer("records"));
    assertThat(chain.integer("lastCopied")).isEqualTo(chain.integer("records"));
    assertThat(run.json().get("findings").orElseThrow().elements()).isEmpty();
    assertThat(CommandRun.of(home, "audit", "verify").endsWith(0).out())
        .contains("compared with " + chain.integer("copied").orElseThrow() + " copied");
  }

  @Test
  void cutOffEndIsFoundAndNoFurtherActIsDone() throws Exception {
    sql("delete from audit_record where record_number > 5");

    assertThat(CommandRun.of(home, "audit", "verify").endsWith(11).out()).contains("UC5025");
    CommandRun refused = enrol().endsWith(11);

    assertThat(refused.err()).contains("UC5025", "no key was used, nothing was changed");
    assertThat(CommandRun.of(home, "audit", "export").out()).hasLineCount(5);
  }

  @Test
  void logOfAProductThatIsGoneIsFoundByItsCopy() throws Exception {
    sql("delete from audit_record");
    sql("delete from device_models");

    CommandRun run = CommandRun.of(home, "audit", "verify", "--json").endsWith(11);

    assertThat(run.out()).contains("UC5025", "\"product\":\"ContosoKiosk\",\"records\":0");
  }

  @Test
  void databaseThatIsGoneIsFoundAndNoneIsMade() throws Exception {
    try (Stream<Path> files = Files.list(home.resolve("db"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }

    assertThat(CommandRun.of(home, "audit", "verify").endsWith(11).out()).contains("UC5025");

    assertThat(home.resolve("db")).isEmptyDirectory();
  }

  @Test
  void storeThatDoesNotAnswerIsNotCalledIntact() throws Exception {
    CommandRun run = withoutStore("audit", "verify", "--json").endsWith(13);

    assertThat(run.json().get("intact").orElseThrow().toPlain()).isEqualTo(false);
    assertThat(run.out()).contains("UC5037", "\"copied\":null");
    assertThat(SchemaCheck.check("audit-result", run.json())).isEmpty();
    sql("update audit_record set os_user = 'mallory' where record_number = 2");
    assertThat(withoutStore("audit", "verify", "--json").endsWith(13).out()).contains("UC5020");
  }

  @Test
  void storeThatDoesNotAnswerStopsNoActButWarnsAlsoUnderQuiet() throws Exception {
    CommandRun run =
        withoutStore("-q", "device", "enrol", DEVICE, "--product=ContosoKiosk", "--ring=Preview")
            .endsWith(0);

    assertThat(run.err()).contains("warning UC5037", "warning UC5038");
    CommandRun.of(home, "advance").endsWith(0);
    assertThat(CommandRun.of(home, "audit", "verify").endsWith(0).out()).doesNotContain("UC5039");
  }

  @Test
  void exportsOneBookOrSaysThatThereIsNone() throws Exception {
    assertThat(CommandRun.of(home, "audit", "export", "--product=ContosoKiosk").endsWith(0).out())
        .isEqualTo(CommandRun.of(home, "audit", "export").out());
    CommandRun.of(home, "audit", "export", "--product=_home").endsWith(5);
    CommandRun.of(home, "audit", "verify", "--product=Unknown").endsWith(5);
    CommandRun.of(home, "audit", "verify", "--product=_other").endsWith(2);
  }

  private CommandRun enrol() {
    return CommandRun.of(
        home, "device", "enrol", DEVICE, "--product=ContosoKiosk", "--ring=Preview");
  }

  private void sql(String statement) {
    try (Wiring wiring = SampleHome.wiring(home)) {
      wiring.database().jdbc().sql("set referential_integrity false").update();
      wiring.database().jdbc().sql(statement).update();
      wiring.database().jdbc().sql("set referential_integrity true").update();
    }
  }

  /** A command whose private part of the store is out of reach. */
  private CommandRun withoutStore(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    Session session =
        new Session(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            Map.of(),
            Clock.systemUTC(),
            false,
            (folder, configuration, clock, progress) ->
                new Wiring(folder, configuration, clock, progress) {
                  @Override
                  public BlobStore privatePart() {
                    throw StoreFault.unavailable(
                        "https://private.test/", "no route to host", new IOException("no route"));
                  }
                });
    List<String> all = new ArrayList<>(List.of("--home", home.toString()));
    all.addAll(List.of(arguments));
    int exit = new Ducctl(session).run(all.toArray(String[]::new));
    return new CommandRun(
        exit, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
  }
}
