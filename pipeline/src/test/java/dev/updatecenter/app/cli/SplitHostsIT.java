package dev.updatecenter.app.cli;

import static dev.updatecenter.app.cli.SampleHome.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.lab.LabPki;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.ledger.AuditEvent;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.kernel.document.SchemaCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code submit --until}: the steps of one submission on hosts that each have only what they need. */
class SplitHostsIT {
  private static Path registered;
  private static Path signed;

  private final Path folder;
  private final Path home;

  SplitHostsIT(@TempDir Path folder) {
    this.folder = folder;
    this.home = folder.resolve("home");
  }

  @BeforeAll
  static void prepare(@TempDir Path homes) throws Exception {
    registered = SampleHome.prepared(homes.resolve("registered"));
    signed = SampleHome.copy(registered, homes.resolve("signed"));
    CommandRun.of(signed, "submit", RELEASE, "--until", "sign").endsWith(0);
  }

  @Test
  void validationAsksForNoKeyAndSignsNothing() throws Exception {
    SampleHome.copy(registered, home);
    withoutKey();

    Node json = submit("--until", "validation").endsWith(0).json();

    assertThat(json.text("state")).hasValue("validated");
    assertThat(SchemaCheck.check("submit-result", json)).isEmpty();
    assertThat(uses()).isZero();
    submit().endsWith(2);
    submit("--until", "sign").endsWith(2);
  }

  @Test
  void theSameCommandGoesOnBehindEachStop() throws Exception {
    SampleHome.copy(registered, home);

    assertThat(submit("--until", "validation").endsWith(0).json().text("state"))
        .hasValue("validated");
    assertThat(submit("--until", "sign").endsWith(0).json().text("state")).hasValue("signed");
    long uses = uses();
    assertThat(submit("--until", "validation").endsWith(0).json().text("state"))
        .hasValue("signed");
    assertThat(submit().endsWith(0).json().text("state")).hasValue("published");
    assertThat(submit("--until", "sign").endsWith(0).json().text("state")).hasValue("unchanged");
    assertThat(uses()).isEqualTo(uses);
  }

  @Test
  void signingTouchesNoStore() throws Exception {
    assertThat(signed.resolve("store")).doesNotExist();
    assertThat(signed.resolve("private")).doesNotExist();
    assertThat(signed.resolve("signed")).isDirectory();
  }

  @Test
  void hostWithoutTheKeyPublishesWhatAnotherSigned() throws Exception {
    SampleHome.copy(signed, home);
    withoutKey();
    long uses = uses();

    CommandRun run = submit().endsWith(0);

    assertThat(run.json().text("state")).hasValue("published");
    assertThat(uses()).isEqualTo(uses);
    assertThat(home.resolve("private/archive")).isDirectory();
    CommandRun.of(home, "flight", "ContosoKiosk", "--ring", "Preview").endsWith(0);
    assertThat(SampleHome.scan(home, folder.resolve("device"))).isEqualTo("install");
  }

  @Test
  void plantedArtifactIsNotPublishedAndSigningMendsIt() throws Exception {
    SampleHome.copy(signed, home);
    List<Path> artifacts = artifacts();
    Files.copy(artifacts.get(0), artifacts.get(1), StandardCopyOption.REPLACE_EXISTING);
    Files.copy(artifacts.get(1), artifacts.get(2), StandardCopyOption.REPLACE_EXISTING);
    Files.write(artifacts.get(3), new byte[] {1, 2, 3});
    artifacts.forEach(SplitHostsIT::touch);

    CommandRun refused = submit().endsWith(7);
    assertThat(refused.out()).contains("UC4202");
    assertThat(home.resolve("store/products")).doesNotExist();

    assertThat(submit("--until", "sign").endsWith(0).err()).contains("they are signed again");
    submit().endsWith(0);
    assertThat(home.resolve("store/products")).isDirectory();
  }

  @Test
  void aChangedCertificateSignsAgainAndSaysSo() throws Exception {
    SampleHome.copy(signed, home);
    ContentDigest before = certificate();
    otherKey();

    CommandRun run = submit("--until", "sign").endsWith(0);

    assertThat(run.err()).contains("The release certificate changed");
    assertThat(certificate()).isNotEqualTo(before);
    submit().endsWith(0);
    try (Wiring wiring = SampleHome.wiring(home)) {
      ContentDigest ours = certificate();
      assertThat(wiring.releases().list(SampleHome.PRODUCT).get(0).packages())
          .allSatisfy(p -> assertThat(p.signers()).containsExactly(ours));
    }
  }

  @Test
  void publisherRetiredBeforeSigningRefusesWhatHadPassed() throws Exception {
    SampleHome.copy(registered, home);
    submit("--until", "validation").endsWith(0);
    CommandRun.of(
            home,
            "publisher",
            "retire",
            SampleHome.WORKSPACE.resolve("trust/submitter.pem").toString(),
            "--product",
            "ContosoKiosk")
        .endsWith(0);

    CommandRun run = submit("--until", "sign").endsWith(3);

    assertThat(run.out()).contains("UC4102");
    assertThat(uses()).isZero();
  }

  @Test
  void killedBetweenTheStepsOfSigningThenRestarts() throws Exception {
    SampleHome.copy(registered, home);
    // The third use of the key is of a package's cabinet or of a catalog inside one.
    List<String> fault = List.of(Fault.options("after signer.sign", 3, Fault.Act.KILL));
    ChildProcess.run(fault, home, "submit", RELEASE, "--until", "sign")
        .endsWith(ChildProcess.KILLED);

    submit("--until", "sign").endsWith(0);
    withoutKey();
    submit().endsWith(0);
  }

  @Test
  void fileSwappedInTheWorkFolderAfterValidationIsRefused() throws Exception {
    SampleHome.copy(registered, home);
    List<String> parked = List.of(Fault.options("after validations.record", 1, Fault.Act.PARK));
    try (ChildProcess.Running child =
        ChildProcess.start(parked, home, "submit", RELEASE, "--until", "sign")) {
      child.await(Fault.PARKED);
      swap();
      child.goOn().endsWith(7);
    }
    assertThat(artifacts()).isEmpty();
  }

  private CommandRun submit(String... more) {
    String[] command = Stream.concat(Stream.of("--json", "submit", RELEASE), Stream.of(more))
        .toArray(String[]::new);
    return CommandRun.of(home, command);
  }
}
