package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.authenticode.CertificatePolicy.Profile;
import dev.updatecenter.capability.authenticode.SignatureVerdict.Verdict;
import dev.updatecenter.testing.SignableSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SIGKILL while {@code sign} works, then the same command: it signs what is missing. */
class SignKillIT {
  private static final int FILES = 6;

  private static Path keyed;

  private final Path home;
  private final Path out;
  private final List<String> command = new ArrayList<>(List.of("--json", "sign"));

  SignKillIT(@TempDir Path folder) throws IOException {
    this.home = folder.resolve("home");
    this.out = folder.resolve("out");
    for (int i = 0; i < FILES; i++) {
      Path file = SignableSamples.cabinet(folder.resolve("f" + i + ".cab"), "content " + i);
      command.add(file.toString());
    }
    command.addAll(List.of("--out", out.toString()));
  }

  @BeforeAll
  static void prepare(@TempDir Path folder) throws IOException {
    keyed = folder.resolve("keyed");
    try (Wiring wiring = SampleHome.wiring(keyed)) {
      assertThat(wiring.signer().chain()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "before audit.intent, 2",
    "after signer.sign, 3",
    "before signings.rememberHandedOut, 3",
    "after signings.rememberHandedOut, 3",
    "after audit.result, 4",
  })
  void nothingIsHalfThereAndTheSameCommandGoesOn(String moment, int count) throws Exception {
    SampleHome.copy(keyed, home);
    List<String> fault = List.of(Fault.options(moment, count, Fault.Act.KILL));
    String[] arguments = command.toArray(String[]::new);

    ChildProcess.killed(fault, home, arguments);
    List<Path> left = signed();
    assertAllValid(left);
    CommandRun again = CommandRun.of(home, arguments).endsWith(0);

    assertThat(signed()).hasSize(FILES).containsAll(left);
    assertAllValid(signed());
    long unchanged =
        again.json().elements().stream()
            .filter(e -> e.text("state").orElseThrow().equals("unchanged"))
            .count();
    assertThat(unchanged).isEqualTo(left.size());
    try (Stream<Path> all = Files.list(out)) {
      assertThat(all).hasSize(FILES);
    }
  }

  private List<Path> signed() throws IOException {
    try (Stream<Path> all = Files.list(out)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private void assertAllValid(List<Path> files) throws IOException {
    try (Wiring wiring = SampleHome.wiring(home)) {
      for (Path file : files) {
        assertThat(wiring.verifier().verify(file, wiring.trust().strict(Profile.LAB)).verdict())
            .isEqualTo(Verdict.VALID);
      }
    }
  }
}
