package dev.updatecenter.app.wiring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.ledger.AuditChain;
import dev.updatecenter.capability.ledger.AuditEvent;
import dev.updatecenter.capability.ledger.AuditRecord;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Progress;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the audit log acknowledged outlives SIGKILL at any moment, and the chain stays one. */
class AuditKillIT {
  private static final int ROUNDS = 3;

  private final Set<Long> intents = new HashSet<>();
  private final Set<Long> results = new HashSet<>();

  @Test
  void everyAcknowledgedRecordIsThereAfterKills(@TempDir Path folder) throws Exception {
    Path home = folder.resolve("home");
    Random random = new Random();
    for (int i = 0; i < ROUNDS; i++) {
      writeAndKill(home, 50 + random.nextInt(400));
    }

    List<AuditRecord> records = records(home);
    assertThat(AuditChain.verify(records))
        .extracting(Finding::code)
        .allMatch("UC5024"::equals)
        .hasSizeLessThanOrEqualTo(ROUNDS * 4);
    assertAllThere(records);
    assertThat(results).hasSizeGreaterThan(ROUNDS * 20);
  }

  /** A limit on the length of files is a full disk that needs no privilege. */
  @Test
  void everyAcknowledgedRecordIsThereAfterTheDiskFilledUp(@TempDir Path folder) throws Exception {
    Path home = folder.resolve("home");
    List<String> limited =
        new ArrayList<>(List.of("sh", "-c", "ulimit -f 8000; exec \"$@\"", "sh"));
    limited.addAll(command(home));
    Process writer = start(limited);
    try (BufferedReader out = writer.inputReader(StandardCharsets.UTF_8)) {
      out.lines().forEach(this::acknowledged);
    }
    assertThat(writer.waitFor(1, TimeUnit.MINUTES)).as("a log that cannot write ends").isTrue();

    List<AuditRecord> records = records(home);
    assertThat(AuditChain.verify(records)).extracting(Finding::code).allMatch("UC5024"::equals);
    assertAllThere(records);
    assertThat(intents).isNotEmpty();
  }

  private void assertAllThere(List<AuditRecord> records) {
    assertThat(records.stream().filter(r -> r.event() instanceof AuditEvent.Intent))
        .extracting(AuditRecord::number)
        .containsAll(intents);
    assertThat(records.stream().map(AuditRecord::event).filter(AuditEvent.Result.class::isInstance))
        .extracting(e -> ((AuditEvent.Result) e).intent())
        .containsAll(results);
  }

  private void writeAndKill(Path home, int lines) throws IOException, InterruptedException {
    Process writer = start(command(home));
    List<String> said = new ArrayList<>();
    try (BufferedReader out = writer.inputReader(StandardCharsets.UTF_8)) {
      for (int i = 0; i < lines; i++) {
        String line = out.readLine();
        assertThat(line).as("the writer goes on").isNotNull();
        said.add(line);
      }
      writer.destroyForcibly().waitFor();
    }
    said.forEach(this::acknowledged);
  }

  private void acknowledged(String line) {
    long number = Long.parseLong(line.substring(line.indexOf(' ') + 1));
    (line.startsWith("intent") ? intents : results).add(number);
  }

  private static Process start(List<String> command) throws IOException {
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
  }

  private static List<String> command(Path home) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-Dh2.bindAddress=127.0.0.1",
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        AuditWriterMain.class.getName(),
        home.toString());
  }

  private static List<AuditRecord> records(Path home) {
    try (Wiring wiring =
        new Wiring(new Home(home), Configuration.EMBEDDED, Clock.systemUTC(), Progress.NONE)) {
      List<AuditRecord> records = new ArrayList<>();
      wiring.auditTrail().records(AuditWriterMain.PRODUCT).forEachRemaining(records::add);
      return records;
    }
  }
}
