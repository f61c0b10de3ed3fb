package dev.updatecenter.app.cli;

import static dev.updatecenter.app.cli.SampleHome.RELEASE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.ledger.AuditEvent;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.kernel.document.SchemaCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code submit --until}: the steps of one submission on hosts that each have only what they need.
 */
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
  void validationJudgesACertificateWhoseKeyIsElsewhere() throws Exception {
    SampleHome.copy(registered, home);
    Path other = SampleHome.WORKSPACE.resolve("trust/submitter.pem");
    Files.writeString(
        home.resolve("updatecenter.yaml"),
        """
        keys:
          release: "file:none.p12"
          passwordFile: "file:none.txt"
          certificates: "%s"
        """
            .formatted(other),
        StandardOpenOption.APPEND);

    CommandRun run = submit("--until", "validation").endsWith(3);

    assertThat(run.out()).as("an app of the release certificate's subject").contains("UC3210");
    assertThat(uses()).isZero();
  }

  @Test
  void theSameCommandGoesOnBehindEachStop() throws Exception {
    SampleHome.copy(registered, home);

    assertThat(submit("--until", "validation").endsWith(0).json().text("state"))
        .hasValue("validated");
    assertThat(submit("--until", "sign").endsWith(0).json().text("state")).hasValue("signed");
    long uses = uses();
    assertThat(submit("--until", "validation").endsWith(0).json().text("state")).hasValue("signed");
    assertThat(submit().endsWith(0).json().text("state")).hasValue("published");
    assertThat(submit("--until", "sign").endsWith(0).json().text("state")).hasValue("unchanged");
    assertThat(uses()).isEqualTo(uses);
  }

  @Test
  void signingUploadsNothingButTheCopyOfTheAuditLog() throws Exception {
    assertThat(signed.resolve("store")).doesNotExist();
    Path reports = signed.resolve("private");
    assertThat(files(reports))
        .filteredOn(file -> !file.startsWith(reports.resolve(".staging")))
        .isNotEmpty()
        .allMatch(file -> file.startsWith(reports.resolve("audit")));
    assertThat(signed.resolve("signed")).isDirectory();
  }

  @Test
  void signsWhereTheStoreCannotBeReached() throws Exception {
    SampleHome.copy(registered, home);
    Files.writeString(home.resolve("nowhere"), "no folder");
    Files.writeString(
        home.resolve("updatecenter.yaml"),
        "store: 'file:nowhere/store'\nreports: 'file:nowhere/private'\n",
        StandardOpenOption.APPEND);

    CommandRun run = submit("--until", "sign").endsWith(0);

    assertThat(run.json().text("state")).hasValue("signed");
    assertThat(run.err()).contains("UC5038");
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
  void plantedArtifactsAreNotPublishedAndSigningMendsThem() throws Exception {
    SampleHome.copy(signed, home);
    byte[] planted = Files.readAllBytes(artifacts().get(0));
    for (Path artifact : artifacts()) {
      Files.write(artifact, planted);
    }

    assertThat(submit().endsWith(7).out()).contains("UC4202");
    assertThat(home.resolve("store/products")).doesNotExist();

    submit("--until", "sign").endsWith(0);
    submit().endsWith(0);
    assertThat(home.resolve("store/products")).isDirectory();
  }

  @Test
  void aChangedCertificateSignsAgainAndSaysSo() throws Exception {
    SampleHome.copy(signed, home);
    ContentDigest before = certificate();
    remove(home.resolve("keys/lab"));

    CommandRun run = ChildProcess.run(List.of(), home, "submit", RELEASE, "--until", "sign");

    assertThat(run.endsWith(0).err()).contains("The release certificate changed");
    ContentDigest ours = certificate();
    assertThat(ours).isNotEqualTo(before);
    submit().endsWith(0);
    try (Wiring wiring = SampleHome.wiring(home)) {
      assertThat(
              wiring
                  .releases()
                  .find(SampleHome.PRODUCT, PackageVersion.parse("10.0.2.0"))
                  .orElseThrow()
                  .packages())
          .allSatisfy(p -> assertThat(p.signers()).containsExactly(ours));
    }
  }

  @Test
  void aRefusedCertificateLosesNothingThatAnotherSigned() throws Exception {
    SampleHome.copy(signed, home);
    long uses = uses();
    Path kept = Files.move(home.resolve("keys/lab"), folder.resolve("lab"));
    policy("profile: production");

    assertThat(submit("--until", "sign").endsWith(3).out()).contains("UC4009", "UC4010");

    remove(home.resolve("keys/lab"));
    Files.move(kept, home.resolve("keys/lab"));
    policy("profile: lab");
    withoutKey();
    submit().endsWith(2);
    assertThat(submit("--until", "validation").endsWith(0).json().text("state")).hasValue("signed");
    submit().endsWith(0);
    assertThat(uses()).isEqualTo(uses);
  }

  @Test
  void certificateChangedWhileSigningSignsAllWithTheNewOne() throws Exception {
    SampleHome.copy(registered, home);
    List<String> fault = List.of(Fault.options("after signings.remember", 4, Fault.Act.KILL));
    ChildProcess.killed(fault, home, "submit", RELEASE);
    remove(home.resolve("keys/lab"));

    CommandRun run = ChildProcess.run(List.of(), home, "submit", RELEASE).endsWith(0);

    assertThat(run.err()).contains("packages are signed again");
    assertThat(SampleHome.scan(home, folder.resolve("device"))).isEqualTo("nothing");
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
    ChildProcess.killed(fault, home, "submit", RELEASE, "--until", "sign");

    submit("--until", "sign").endsWith(0);
    withoutKey();
    submit().endsWith(0);
  }

  @Test
  void fileSwappedInTheWorkFolderAfterValidationIsRefused() throws Exception {
    SampleHome.copy(registered, home);
    List<String> parked = List.of(Fault.options("after validations.record", 1, Fault.Act.PARK));
    try (ChildProcess child =
        ChildProcess.start(parked, home, "--json", "submit", RELEASE, "--until", "sign")) {
      child.awaitParked();
      for (Path copy : files(home.resolve("work"))) {
        Files.write(copy, new byte[] {0}, StandardOpenOption.APPEND);
      }
      assertThat(child.end().endsWith(7).out()).contains("UC4201");
    }
    assertThat(artifacts()).isEmpty();
    assertThat(uses()).isZero();
  }

  private CommandRun submit(String... more) {
    String[] command =
        Stream.concat(Stream.of("--json", "submit", RELEASE), Stream.of(more))
            .toArray(String[]::new);
    return CommandRun.of(home, command);
  }

  private void policy(String profile) throws IOException {
    try (Wiring wiring = SampleHome.wiring(home)) {
      RegisteredProduct before = wiring.models().find(SampleHome.PRODUCT).orElseThrow();
      wiring
          .models()
          .register(
              RegisteredProduct.of(
                  before.productYaml(),
                  before.policyYaml().replaceAll("profile: \\w+", profile),
                  wiring.clock().instant()));
    }
  }

  /** A host whose configuration names a key that it does not have. */
  private void withoutKey() throws IOException {
    Files.writeString(
        home.resolve("updatecenter.yaml"),
        "keys: { release: 'file:none.p12', passwordFile: 'file:none.txt' }\n",
        StandardOpenOption.APPEND);
    for (Path file : files(home.resolve("keys/lab"))) {
      if (!file.toString().endsWith(".pem")) {
        Files.delete(file);
      }
    }
  }

  private ContentDigest certificate() throws Exception {
    try (Wiring wiring = SampleHome.wiring(home)) {
      return ContentDigest.of(wiring.signer().certificate().getEncoded());
    }
  }

  private long uses() {
    try (Wiring wiring = SampleHome.wiring(home)) {
      List<AuditEvent> events = new ArrayList<>();
      wiring.auditTrail().records(SampleHome.PRODUCT).forEachRemaining(r -> events.add(r.event()));
      return events.stream().filter(new AuditEvent.Intent("sign-package")::equals).count();
    }
  }

  private List<Path> artifacts() throws IOException {
    return files(home.resolve("signed"));
  }

  private static List<Path> files(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile).sorted().toList();
    }
  }

  private static void remove(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
    }
  }
}
