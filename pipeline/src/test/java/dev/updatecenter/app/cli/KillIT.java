package dev.updatecenter.app.cli;

import static dev.updatecenter.app.cli.SampleHome.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.ledger.AuditChain;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * SIGKILL at a moment of each of the seven steps, then the same command in another JVM, which has
 * never seen that home: this one, where it need not be started first. It finishes, and the home is
 * an undisturbed run's.
 */
class KillIT {
  private static final String[] SUBMIT = {"submit", RELEASE};
  private static final String[] FLIGHT = {"flight", "ContosoKiosk", "--ring", "Preview"};

  private static Path registered;
  private static Path submitted;
  private static SortedMap<String, String> undisturbed;

  private final Path folder;

  KillIT(@TempDir Path folder) {
    this.folder = folder;
  }

  @BeforeAll
  static void prepare(@TempDir Path homes) throws Exception {
    registered = SampleHome.prepared(homes.resolve("registered"));
    submitted = SampleHome.copy(registered, homes.resolve("submitted"));
    CommandRun.of(submitted, SUBMIT).endsWith(0);
    Path flighted = SampleHome.copy(submitted, homes.resolve("flighted"));
    CommandRun.of(flighted, FLIGHT).endsWith(0);
    undisturbed = World.of(flighted);
  }

  @ParameterizedTest(name = "{0}: {1} #{2}")
  @CsvSource({
    "validation, before submissions.record, 1",
    "validation, after validations.record, 1",
    "sign, after audit.intent sign-package, 2",
    "sign, after signer.sign, 2",
    "sign, after signings.remember, 3",
    "sign, before signedSubmissions.remember, 1",
    "sign, after signedSubmissions.remember, 1",
    "publish, half store.putIfAbsent .*content/packages, 2",
    "publish, after store.putIfAbsent .*content/packages, 3",
    "finalize, before store.putIfAbsent .*1.root.json, 1",
    "finalize, after store.putIfAbsent .*1.targets.json, 1",
    "finalize, before store.replace .*timestamp.json, 1",
    "finalize, after store.replace .*timestamp.json, 1",
    "finalize, after private.putIfAbsent .*audit, 1",
  })
  void killedWhileSubmittingThenRestarts(String step, String moment, int count) throws Exception {
    Path home = SampleHome.copy(registered, folder.resolve("home"));

    killAndRunAgain(home, moment, count, SUBMIT);

    CommandRun.of(home, FLIGHT).endsWith(0);
    assertUndisturbed(home);
  }

  @ParameterizedTest(name = "{0}: {1} #{2}")
  @CsvSource({
    "validation, before reports.enrolledCount, 1",
    "validation, after reports.states, 1",
    "targeting, after flights.begin, 1",
    "targeting, half store.putIfAbsent .*content/ContosoKiosk, 2",
    "targeting, before store.replace .*timestamp.json, 1",
    "targeting, after store.replace .*timestamp.json, 1",
    "finalize, before store.head .*hardware, 1",
    "finalize, after private.putIfAbsent .*audit, 1",
  })
  void killedWhileFlightingThenRestarts(String step, String moment, int count) throws Exception {
    Path home = SampleHome.copy(submitted, folder.resolve("home"));

    killAndRunAgain(home, moment, count, FLIGHT);

    assertUndisturbed(home);
  }

  /** What was acknowledged before the kill stands after it. */
  private static void killAndRunAgain(Path home, String moment, int count, String... command)
      throws Exception {
    List<String> fault = List.of(Fault.options(moment, count, Fault.Act.KILL));
    ChildProcess.killed(fault, home, command);
    LedgerRows acknowledged = LedgerRows.read(home);

    CommandRun.of(home, command).endsWith(0);

    LedgerRows rows = LedgerRows.read(home);
    assertThat(rows.rows()).containsAll(acknowledged.rows());
    assertThat(AuditChain.verify(rows.audit()))
        .extracting(Finding::code)
        .allMatch("UC5024"::equals);
  }

  private void assertUndisturbed(Path home) throws Exception {
    SortedMap<String, String> world = World.of(home);
    assertThat(world.keySet()).isEqualTo(undisturbed.keySet());
    assertThat(world).allSatisfy((name, text) -> assertThat(text).isEqualTo(undisturbed.get(name)));
    assertThat(digests(home.resolve("signed")))
        .as("signed files are those that the ledger remembers")
        .isEqualTo(remembered(LedgerRows.read(home)));
    assertThat(SampleHome.scan(home, folder.resolve("device"))).isEqualTo("install");
  }

  private static List<String> digests(Path signed) throws IOException {
    try (Stream<Path> files = Files.walk(signed).filter(Files::isRegularFile)) {
      return files.map(KillIT::digest).sorted().toList();
    }
  }

  private static String digest(Path file) {
    try {
      return ContentDigest.of(file).hex();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static List<String> remembered(LedgerRows rows) {
    return rows.rows().stream()
        .filter(row -> row.startsWith("signed_artifact "))
        .map(row -> row.replaceAll(".*SIGNED_SHA256=([0-9a-f]{64}).*", "$1"))
        .sorted()
        .collect(Collectors.toList());
  }
}
