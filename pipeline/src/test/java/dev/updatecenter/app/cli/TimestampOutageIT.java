package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.lab.LabPki;
import dev.updatecenter.app.lab.LabTimestampServer;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.authenticode.CertificatePolicy.Profile;
import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.testing.DeadAuthority;
import dev.updatecenter.testing.RelayedAuthority;
import dev.updatecenter.testing.ScriptedAuthority;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code submit} while timestamp authorities are out of order. */
class TimestampOutageIT {
  private static final int NEVER = Integer.MAX_VALUE;
  private static final int PACKAGES = 25;
  private static final int PER_SECOND = 20;
  private static Path registered;

  private final Path home;
  private LabTimestampServer authority;

  TimestampOutageIT(@TempDir Path folder) {
    this.home = folder.resolve("home");
  }

  @BeforeAll
  static void prepare(@TempDir Path folder) throws IOException {
    registered = SampleHome.prepared(folder.resolve("registered"));
  }

  @BeforeEach
  void start() throws IOException {
    SampleHome.copy(registered, home);
    SecureRandom random = new SecureRandom();
    LabPki pki =
        LabPki.openOrCreate(home.resolve("keys").resolve("lab"), Clock.systemUTC(), random);
    authority = LabTimestampServer.start(pki.timestamps(), Clock.systemUTC(), random);
  }

  @AfterEach
  void stop() {
    authority.close();
  }

  @Test
  void manyPackagesAreSignedThoughOneAuthorityIsDeadAndTheOtherMoodyAndSlow(@TempDir Path folder)
      throws Exception {
    RelayedAuthority relay =
        new RelayedAuthority(TestLab.timestampAuthority().uri(), 7, PER_SECOND);
    Path workspace = ManyPackages.workspace(folder, PACKAGES);
    try (DeadAuthority dead = new DeadAuthority();
        ScriptedAuthority limited = ScriptedAuthority.start(relay)) {
      Path many =
          ManyPackages.home(
              folder.resolve("many"),
              workspace,
              "{ url: \"%s\", timeout: 1s }, \"%s\"".formatted(dead.uri(), limited.uri()));

      CommandRun.of(many, "submit", workspace.resolve("release.yaml").toString()).endsWith(0);

      assertThat(dead.connections()).isEqualTo(1);
      assertThat(relay.failures()).isGreaterThan(1);
      assertThat(relay.tokens()).isGreaterThanOrEqualTo(PACKAGES);
      verify(many);
    }
  }

  private static void verify(Path home) throws IOException {
    try (Wiring wiring = SampleHome.wiring(home);
        Stream<Path> files = Files.walk(home.resolve("store/content/packages"))) {
      List<Path> published = files.filter(Files::isRegularFile).toList();
      assertThat(published).hasSize(PACKAGES);
      for (Path file : published) {
        SignatureVerdict verdict =
            wiring.verifier().verify(file, wiring.trust().strict(Profile.LAB));
        assertThat(verdict.verdict()).isEqualTo(SignatureVerdict.Verdict.VALID);
        assertThat(verdict.timestamp()).isPresent();
      }
    }
  }

  @Test
  void deadAuthorityIsPaidForOnceWhileAnotherIsMoody() throws Exception {
    RelayedAuthority relay = new RelayedAuthority(authority.uri(), 3, NEVER);
    try (DeadAuthority dead = new DeadAuthority();
        ScriptedAuthority moody = ScriptedAuthority.start(relay)) {
      configure("{ url: \"%s\", timeout: 1s }".formatted(dead.uri()), moody.uri().toString());

      CommandRun.of(home, "submit", SampleHome.RELEASE).endsWith(0);

      assertThat(dead.connections()).isEqualTo(1);
      assertThat(relay.failures()).isPositive();
    }
    assertThat(home.resolve("store")).exists();
  }

  @Test
  void withoutAnyAuthorityNothingIsPublishedAndTheNextRunSignsOnlyWhatIsMissing() throws Exception {
    RelayedAuthority whole = new RelayedAuthority(authority.uri(), NEVER, NEVER);
    int enough = 1;
    try (DeadAuthority dead = new DeadAuthority();
        ScriptedAuthority dying =
            ScriptedAuthority.start(
                (exchange, query, number) -> {
                  if (number <= enough) {
                    whole.answer(exchange, query, number);
                  } else {
                    ScriptedAuthority.status(exchange, 404);
                  }
                })) {
      configure("{ url: \"%s\", timeout: 1s }".formatted(dead.uri()), dying.uri().toString());

      CommandRun run = CommandRun.of(home, "submit", "--json", SampleHome.RELEASE).endsWith(13);

      assertThat(run.json().at("error", "code")).flatMap(n -> n.text()).hasValue("UC4041");
      assertThat(run.json().at("error", "retryable")).flatMap(n -> n.text()).hasValue("true");
      assertThat(run.json().at("error", "why"))
          .flatMap(n -> n.text())
          .hasValueSatisfying(
              why -> assertThat(why).contains(dead.uri().toString(), dying.uri().toString()));
    }
    assertThat(home.resolve("store")).doesNotExist();
    SortedMap<Path, ContentDigest> signed = signed();
    assertThat(signed).hasSize(enough);

    RelayedAuthority missing = new RelayedAuthority(authority.uri(), NEVER, NEVER);
    try (ScriptedAuthority sound = ScriptedAuthority.start(missing)) {
      configure(sound.uri().toString());
      CommandRun.of(home, "submit", SampleHome.RELEASE).endsWith(0);
    }
    assertThat(signed()).containsAllEntriesOf(signed).hasSize(enough + missing.tokens());
    assertThat(home.resolve("store")).exists();
  }

  private void configure(String... authorities) throws IOException {
    Path file = home.resolve("updatecenter.yaml");
    String rest = Files.readString(file).replaceAll("(?m)^timestampAuthorities:.*\n", "");
    Files.writeString(
        file,
        rest + "timestampAuthorities: [ " + String.join(", ", authorities) + " ]\n",
        StandardOpenOption.TRUNCATE_EXISTING);
  }

  private SortedMap<Path, ContentDigest> signed() throws IOException {
    SortedMap<Path, ContentDigest> all = new TreeMap<>();
    if (Files.exists(home.resolve("signed"))) {
      try (Stream<Path> files = Files.walk(home.resolve("signed"))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          all.put(home.relativize(file), ContentDigest.of(file));
        }
      }
    }
    return all;
  }
}
