package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.SourceFiles;
import dev.updatecenter.app.wiring.Configuration;
import dev.updatecenter.app.wiring.Home;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.Progress;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Registering the sample's product, and what hangs on it. */
final class ProductCommandsTest {
  private static final Path SAMPLE = SourceFiles.MODULE.resolve("../samples/contoso-kiosk");
  private static final String FILES = "Source-arm/Products/ContosoKiosk/";

  @TempDir private Path folder = Path.of("");
  private Path home = folder;
  private Path workspace = folder;
  private Cli cli = new Cli(folder);

  @BeforeEach
  void copySample() throws IOException {
    home = folder.resolve("home");
    workspace = folder.resolve("ws");
    cli = new Cli(home);
    try (Stream<Path> all = Files.walk(SAMPLE)) {
      for (Path each : all.toList()) {
        Files.copy(each, workspace.resolve(SAMPLE.relativize(each).toString()));
      }
    }
  }

  @Test
  void theFirstImportRegistersAndMakesKeysAndTheSecondSaysNothingChanged() {
    Cli.Ran first = cli.run("product", "import", workspace, "--json");
    Cli.Ran second = cli.run("product", "import", workspace, "--json");

    assertThat(first.exit()).as(first.toString()).isZero();
    assertThat(first.out()).contains("\"state\":\"registered\"", "\"ring-Preview\"");
    assertThat(second.exit()).isZero();
    assertThat(second.out()).contains("\"state\":\"unchanged\"", "\"newKeys\":[]");
    assertThat(cli.run("product", "list", "-o", "ndjson").out()).contains("\"ContosoKiosk\"");
    assertThat(cli.run("product", "show", "ContosoKiosk").out()).contains("kind: Policy");
    assertThat(cli.run("product", "show", "Other").exit()).isEqualTo(5);
    Cli.Ran keys = cli.run("keys", "list", "--json");
    assertThat(keys.out()).contains("\"role\":\"root\"", "\"exists\":true");
    assertThat(keys.out() + first.out() + first.err()).doesNotContain("PRIVATE KEY");
  }

  @Test
  void writesTheDerivedDocumentOnceAndRegistersThatOne() throws IOException {
    Path written = workspace.resolve(FILES + "product.yaml");
    Files.delete(written);

    assertThat(cli.run("product", "import", workspace).exit()).isZero();
    assertThat(written).content().contains("kind: Product");
    assertThat(cli.run("product", "import", workspace, "--json").out()).contains("unchanged");
  }

  @Test
  void singleFilesAreImportedLikeTheirWorkspace() {
    assertThat(cli.run("product", "import", workspace.resolve(FILES + "product.yaml")).exit())
        .isZero();
    assertThat(cli.run("product", "import", workspace, "--json").out()).contains("unchanged");
  }

  @Test
  void oneDisagreementRegistersNothing() throws IOException {
    replace(FILES + "ContosoKioskSettings.xml", "CK-01", "CK-02");
    Cli.Ran ran = cli.run("product", "import", workspace, "--json");

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.out()).contains("UC2204").contains("\"products\":[]");
    assertThat(home).doesNotExist();
    assertThat(cli.run("product", "list").exit()).isZero();
    assertThat(home).doesNotExist();
  }

  @Test
  void withoutAPolicyNothingIsRegistered() throws IOException {
    Files.delete(workspace.resolve(FILES + "policy.yaml"));
    Cli.Ran ran = cli.run("product", "import", workspace);

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("UC1015", "profile", "submitters");
    assertThat(home).doesNotExist();
  }

  @Test
  void aProductionPolicyMakesNoKeysAndDoesNotChangeByItself() throws IOException {
    replace(FILES + "policy.yaml", "profile: lab", "profile: production");
    assertThat(cli.run("product", "import", workspace, "--json").out()).contains("\"newKeys\":[]");
    assertThat(cli.run("keys", "list", "--json").out()).contains("\"exists\":false");

    replace(FILES + "policy.yaml", "profile: production", "profile: lab");
    assertThat(cli.run("product", "import", workspace).exit()).isEqualTo(9);
    assertThat(publisher("retire").exit()).isEqualTo(9);
    assertThat(cli.run("keys", "generate").exit()).isZero();
    assertThat(cli.run("keys", "list", "--json").out()).doesNotContain("\"exists\":false");
  }

  @Test
  void aPublisherOfThePolicyCanBeRetiredAndRegisteredAgain() {
    assertThat(publisher("register").exit()).isEqualTo(5);
    cli.run("product", "import", workspace);

    assertThat(list()).contains("\"source\":\"policy\"");
    assertThat(publisher("retire").exit()).isZero();
    assertThat(list()).doesNotContain("\"retiredAt\":null");
    assertThat(publisher("register").exit()).isZero();
    assertThat(list()).contains("\"retiredAt\":null");
  }

  @Test
  void aPublisherChangesAsApproversOfThePolicyDecide() throws IOException {
    cli.run("product", "import", workspace);
    String key = cli.run("keys", "generate", "--as", "sec", "--json").out();
    String id = key.replaceAll("(?s).*\"keyId\":\"([0-9a-f]{64})\".*", "$1");
    replace(
        FILES + "policy.yaml",
        "submitters:",
        "people: [ { name: sec, keys: [" + id + "], roles: [Approver] } ]\nsubmitters:");
    assertThat(cli.run("product", "import", workspace).exit()).isZero();

    Cli.Ran retire = publisher("retire");
    assertThat(retire.exit()).isEqualTo(9);
    String digest = retire.err().replaceAll("(?s).*where: ([0-9a-f]{64}).*", "$1");
    Cli.Ran approved = cli.run("approve", digest, "--as", "sec");
    assertThat(approved.err())
        .contains("the retirement of a submitter", "subject CN=Contoso Devices TEST");
    assertThat(publisher("retire").exit()).isZero();
    // That sec approved the retirement says nothing of the other way, nor of the next time.
    assertThat(publisher("register").exit()).isEqualTo(9);
    assertThat(cli.run("approve", digest, "--as", "sec").exit()).isZero();
    assertThat(publisher("register").exit()).isZero();
    assertThat(publisher("retire").exit()).isEqualTo(9);
    assertThat(list()).contains("\"retiredAt\":null");
  }

  @Test
  void auditVerifySeesAnAlteredRecord() {
    cli.run("product", "import", workspace);
    assertThat(cli.run("audit", "verify").exit()).isZero();
    List<String> lines = cli.run("audit", "export").out().lines().toList();
    assertThat(lines).hasSizeGreaterThan(3).allMatch(l -> l.startsWith("{\"schemaVersion\":1"));

    try (Wiring wiring =
        new Wiring(new Home(home), Configuration.EMBEDDED, Clock.systemUTC(), Progress.NONE)) {
      wiring.database().jdbc().sql("update audit_record set os_user = 'mallory'").update();
    }
    assertThat(cli.run("audit", "verify", "--json").exit()).isEqualTo(11);
  }

  @Test
  void validatePassesTheReleaseAndRefusesTheOtherWithoutAHome() {
    Cli.Ran good = cli.run("validate", workspace.resolve("release.yaml"), "--json");
    Cli.Ran bad = cli.run("validate", workspace.resolve("release-refused.yaml"), "--json");

    assertThat(good.exit()).as(good.toString()).isZero();
    assertThat(good.out()).startsWith("{\"schemaVersion\":1").contains("\"passed\":true", "UC3298");
    assertThat(bad.exit()).isEqualTo(3);
    assertThat(bad.out()).contains("\"passed\":false");
    assertThat(cli.run("validate", workspace.resolve("none.yaml")).exit()).isEqualTo(5);
    assertThat(home).doesNotExist();
  }

  private Cli.Ran publisher(String act) {
    Path certificate = workspace.resolve("trust/submitter.pem");
    return cli.run("publisher", act, certificate, "--product", "ContosoKiosk");
  }

  private String list() {
    return cli.run("publisher", "list", "--product", "ContosoKiosk", "--json").out();
  }

  private void replace(String file, String from, String to) throws IOException {
    Path path = workspace.resolve(file);
    Files.writeString(path, Files.readString(path).replace(from, to));
  }
}
