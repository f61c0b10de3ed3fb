package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.authenticode.SigningKey;
import dev.updatecenter.capability.authenticode.jsign.JsignAuthenticodeSigner;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.ledger.AuditRecord;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.kernel.document.SchemaCheck;
import dev.updatecenter.testing.Catalogs;
import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.SignableSamples;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ducctl sign}: single files into a folder. */
class SignCommandTest {
  private static final Path POLICY =
      SampleHome.WORKSPACE.resolve("Source-arm/Products/ContosoKiosk/policy.yaml");

  private static Path keyed;

  private final Path folder;
  private final Path home;
  private final Path out;

  SignCommandTest(@TempDir Path folder) {
    this.folder = folder;
    this.home = folder.resolve("home");
    this.out = folder.resolve("made/out");
  }

  @BeforeAll
  static void prepare(@TempDir Path folder) throws IOException {
    keyed = folder.resolve("keyed");
    try (Wiring wiring = SampleHome.wiring(keyed)) {
      assertThat(wiring.signer().chain()).isNotEmpty();
    }
  }

  @Test
  void signsEveryKindSoThatOthersVerifyIt() throws Exception {
    SampleHome.copy(keyed, home);
    List<Path> files = List.of(cabinet("a.cab"), catalog(), pe(), msi(), msix());

    Node json = sign(files).endsWith(0).json();

    assertThat(json.elements())
        .allSatisfy(e -> assertThat(SchemaCheck.check("sign-result", e)).isEmpty());
    assertThat(json.elements())
        .extracting(e -> e.text("format").orElseThrow())
        .containsExactly("cab", "cat", "pe", "msi", "msix");
    for (int i = 0; i < files.size(); i++) {
      Node result = json.elements().get(i);
      Path signed = out.resolve(files.get(i).getFileName());
      assertThat(result.text("state")).hasValue("signed");
      assertThat(result.text("out")).hasValue(signed.toString());
      assertThat(result.text("unsigned")).hasValue(ContentDigest.of(files.get(i)).hex());
      assertThat(result.text("sha256")).hasValue(ContentDigest.of(signed).hex());
      assertThat(result.text("timestamp")).isPresent();
      if (!signed.toString().endsWith(".msi")) {
        // The smallest compound file that there can be is one that osslsigncode does not open.
        assertOthersVerify(signed);
      }
      CommandRun.of(home, "verify", signed.toString()).endsWith(0);
    }
    assertThat(audited(ProductName.HOME)).hasSize(2 * files.size());
  }

  @Test
  void againSignsNothingAndWhatIsMissingAlone() throws Exception {
    SampleHome.copy(keyed, home);
    List<Path> files = List.of(cabinet("a.cab"), cabinet("b.cab"), cabinet("c.cab"));
    sign(files).endsWith(0);
    SortedMap<String, String> first = listing();
    Files.delete(out.resolve("b.cab"));

    Node json = sign(files).endsWith(0).json();

    assertThat(states(json)).containsExactly("unchanged", "signed", "unchanged");
    first.remove("b.cab");
    assertThat(listing()).containsAllEntriesOf(first).hasSize(3);
    assertThat(audited(ProductName.HOME)).hasSize(8);
  }

  @Test
  void whatWeSignedIsCopiedAndNotSignedAgain() throws Exception {
    SampleHome.copy(keyed, home);
    sign(List.of(cabinet("a.cab"))).endsWith(0);
    Path signed = out.resolve("a.cab");

    CommandRun run =
        CommandRun.of(home, "sign", signed.toString(), "--out", folder.resolve("other").toString());

    assertThat(run.endsWith(0).out()).contains("already signed");
    assertThat(folder.resolve("other/a.cab")).hasSameBinaryContentAs(signed);
    assertThat(audited(ProductName.HOME)).hasSize(2);
  }

  @Test
  void anothersSignatureAndAFileOfNoKindAreRefusedAndTheOthersGoOn() throws Exception {
    SampleHome.copy(keyed, home);
    Path theirs = cabinet("theirs.cab");
    new JsignAuthenticodeSigner(
            SigningKey.ofFile(TestLab.pki().submitter().key(), TestLab.pki().submitter().chain()),
            TestLab.timestamps())
        .sign(theirs, "theirs");
    Path text = Files.writeString(folder.resolve("b.txt"), "nothing that can be signed");

    CommandRun run = sign(List.of(theirs, text, folder.resolve("none.cab"), cabinet("d.cab")));

    Node json = run.endsWith(5).json();
    assertThat(json.elements().get(0).text("state")).hasValue("refused");
    assertThat(String.valueOf(json.elements().get(0).toPlain())).contains("UC4204", "submitter");
    assertThat(String.valueOf(json.elements().get(1).toPlain())).contains("UC4037");
    assertThat(String.valueOf(json.elements().get(2).at("error", "exit").orElseThrow().toPlain()))
        .isEqualTo("5");
    assertThat(json.elements().get(3).text("state")).hasValue("signed");
    assertThat(listing().keySet()).containsExactly("d.cab");
  }

  @Test
  void appOfAnotherPublisherIsRefusedBeforeAKeyIsUsed() throws Exception {
    SampleHome.copy(keyed, home);
    Path app = SignableSamples.appPackage(folder.resolve("a.msix"), "CN=TEST Somebody Else");

    Node json = sign(List.of(app)).endsWith(3).json();

    assertThat(SchemaCheck.check("sign-result", json.elements().get(0))).isEmpty();
    assertThat(states(json)).containsExactly("refused");
    assertThat(String.valueOf(json.toPlain())).contains("UC3210", "CN=TEST Somebody Else");
    assertThat(listing()).isEmpty();
    assertThat(audited(ProductName.HOME)).isEmpty();
  }

  @Test
  void cabinetThatWasCutOffIsNotMadeToPassForWhole() throws Exception {
    SampleHome.copy(keyed, home);
    Path whole = cabinet("a.cab");
    byte[] bytes = Files.readAllBytes(whole);
    Path cut = Files.write(folder.resolve("b.cab"), Arrays.copyOf(bytes, bytes.length - 1));
    Path longer = Files.write(folder.resolve("c.cab"), Arrays.copyOf(bytes, bytes.length + 1));

    Node json = sign(List.of(cut, longer)).endsWith(3).json();

    assertThat(states(json)).containsExactly("refused", "refused");
    assertThat(String.valueOf(json.elements().get(0).toPlain())).contains("UC3003");
    assertThat(listing()).isEmpty();
    assertThat(audited(ProductName.HOME)).isEmpty();
  }

  @Test
  void twoAtOnceOnOneHomeEndTheSecond() throws Exception {
    SampleHome.copy(keyed, home);
    try (Wiring wiring = SampleHome.wiring(home);
        Lease first = wiring.leases().acquire(ProductName.HOME, "sign")) {
      first.check();

      CommandRun second = ChildProcess.run(List.of(), home, command(List.of(cabinet("a.cab"))));

      assertThat(second.endsWith(6).out()).contains("UC5030", "held by sign");
    }
    assertThat(listing()).isEmpty();
    sign(List.of(cabinet("a.cab"))).endsWith(0);
  }

  @Test
  void tamperedFileIsNotSignedOver() throws Exception {
    SampleHome.copy(keyed, home);
    sign(List.of(cabinet("a.cab"))).endsWith(0);
    Path tampered = Files.copy(out.resolve("a.cab"), folder.resolve("t.cab"));
    byte[] bytes = Files.readAllBytes(tampered);
    bytes[90] ^= 1;
    Files.write(tampered, bytes);

    Node json = sign(List.of(tampered)).endsWith(3).json();

    assertThat(states(json)).containsExactly("refused");
    assertThat(String.valueOf(json.toPlain())).contains("UC4031");
    assertThat(out.resolve("t.cab")).doesNotExist();
  }

  @Test
  void neverWritesOverAnotherFileAndUsesNoKeyForIt() throws Exception {
    SampleHome.copy(keyed, home);
    Files.createDirectories(out);
    Files.writeString(out.resolve("a.cab"), "precious");

    Node json = sign(List.of(cabinet("a.cab"), cabinet("b.cab"))).endsWith(6).json();

    assertThat(String.valueOf(json.elements().get(0).toPlain())).contains("UC1120");
    assertThat(out.resolve("a.cab")).hasContent("precious");
    assertThat(audited(ProductName.HOME)).hasSize(2);
  }

  @Test
  void twoFilesOfOneNameAreRefusedBeforeAnythingIsSigned() throws Exception {
    SampleHome.copy(keyed, home);
    Path other = Files.createDirectories(folder.resolve("sub")).resolve("a.cab");
    SignableSamples.cabinet(other, "another");

    CommandRun run = sign(List.of(cabinet("a.cab"), other)).endsWith(2);

    assertThat(run.out()).contains("UC1121");
    assertThat(out).doesNotExist();
  }

  @Test
  void productionPolicyRefusesATestCertificateForAllFilesAtOnce() throws Exception {
    SampleHome.copy(keyed, home);
    register("profile: lab", "profile: production");

    Node json = sign(List.of(cabinet("a.cab"), cabinet("b.cab"))).endsWith(3).json();

    assertThat(json.elements())
        .allSatisfy(e -> assertThat(SchemaCheck.check("sign-result", e)).isEmpty());
    assertThat(states(json)).containsExactly("refused", "refused");
    // Also for a key that anybody can copy, as of a submission.
    assertThat(String.valueOf(json.toPlain())).contains("UC4009", "UC4010");
    assertThat(out.resolve("a.cab")).doesNotExist();
    assertThat(audited(ProductName.HOME)).isEmpty();
  }

  @Test
  void policyThatAsksForApprovalsIsNotByPassed() throws Exception {
    SampleHome.copy(keyed, home);
    register("profile: lab", "profile: lab\nsigning: { approvals: 1 }");
    Path file = cabinet("a.cab");

    Node json = sign(List.of(file)).endsWith(9).json();

    assertThat(String.valueOf(json.toPlain())).contains("UC1029", ContentDigest.of(file).hex());
    assertThat(listing()).isEmpty();
  }

  @Test
  void namedProductsBookIsUsed() throws Exception {
    SampleHome.copy(keyed, home);
    register("profile: lab", "profile: lab");

    sign(List.of(cabinet("a.cab")), "--product", "ContosoKiosk").endsWith(0);
    sign(List.of(cabinet("b.cab")), "--product", "Unknown").endsWith(5);

    assertThat(audited(SampleHome.PRODUCT).stream().filter(r -> r.facts().containsKey("file")))
        .hasSize(1);
    assertThat(audited(ProductName.HOME)).isEmpty();
  }

  @Test
  void whatAKilledRunLeftIsGoneAndNothingElseOfTheFolder() throws Exception {
    SampleHome.copy(keyed, home);
    sign(List.of(cabinet("a.cab"))).endsWith(0);
    Path left = scratch().resolve("123/b.cab");
    Files.createDirectories(left.getParent());
    Files.writeString(left, "half");

    sign(List.of(cabinet("b.cab"))).endsWith(0);

    assertThat(listing().keySet()).containsExactly("a.cab", "b.cab");
  }

  @Test
  void linesComeInTheOrderGiven() throws Exception {
    SampleHome.copy(keyed, home);
    List<String> command = new ArrayList<>(List.of("-o", "ndjson", "sign"));
    for (int i = 0; i < 12; i++) {
      command.add(cabinet("f" + i + ".cab").toString());
    }
    command.addAll(List.of("--out", out.toString()));

    CommandRun run = CommandRun.of(home, command.toArray(String[]::new)).endsWith(0);

    String[] lines = run.out().strip().split("\n", -1);
    assertThat(lines).hasSize(12);
    for (int i = 0; i < 12; i++) {
      assertThat(lines[i]).contains("/f" + i + ".cab\"");
    }
  }

  private CommandRun sign(List<Path> files, String... more) {
    return CommandRun.of(home, command(files, more));
  }

  private String[] command(List<Path> files, String... more) {
    List<String> command = new ArrayList<>(List.of("--json", "sign"));
    files.forEach(f -> command.add(f.toString()));
    command.addAll(List.of("--out", out.toString()));
    command.addAll(List.of(more));
    return command.toArray(String[]::new);
  }

  private void register(String what, String by) throws IOException {
    Path product = POLICY.resolveSibling("product.yaml");
    String policy = Files.readString(POLICY);
    assertThat(policy).contains(what);
    try (Wiring wiring = SampleHome.wiring(home)) {
      wiring
          .models()
          .register(
              RegisteredProduct.of(
                  Files.readString(product), policy.replace(what, by), wiring.clock().instant()));
    }
  }

  private Path scratch() {
    String hash =
        ContentDigest.of(
                home.toAbsolutePath().normalize().toString().getBytes(StandardCharsets.UTF_8))
            .prefix();
    return out.resolve(".signing-" + hash + "-_home");
  }

  private SortedMap<String, String> listing() throws IOException {
    SortedMap<String, String> files = new TreeMap<>();
    if (Files.isDirectory(out)) {
      try (Stream<Path> all = Files.list(out)) {
        for (Path each : all.toList()) {
          files.put(each.getFileName().toString(), ContentDigest.of(each).hex());
        }
      }
    }
    return files;
  }

  private List<AuditRecord> audited(ProductName product) {
    try (Wiring wiring = SampleHome.wiring(home)) {
      List<AuditRecord> records = new ArrayList<>();
      wiring.auditTrail().records(product).forEachRemaining(records::add);
      return records;
    }
  }

  private static List<String> states(Node json) {
    return json.elements().stream().map(e -> e.text("state").orElse("error")).toList();
  }

  private void assertOthersVerify(Path signed) throws Exception {
    Programs.Result judged =
        Programs.run(
            Programs.require("osslsigncode"),
            "verify",
            "-CAfile",
            home.resolve("trust/code-signing-root.pem").toString(),
            "-TSA-CAfile",
            home.resolve("trust/timestamp-root.pem").toString(),
            "-in",
            signed.toString());
    assertThat(judged.exit()).as(judged.output()).isZero();
    assertThat(judged.output()).contains("Succeeded").doesNotContain("FAILED", "failed");
  }

  private Path cabinet(String name) throws IOException {
    return SignableSamples.cabinet(folder.resolve(name), "content of " + name);
  }

  private Path catalog() throws IOException {
    return Files.write(folder.resolve("b.cat"), Catalogs.of(Map.of("x", new byte[] {1})));
  }

  private Path pe() throws IOException {
    return SignableSamples.executable(folder.resolve("c.sys"));
  }

  private Path msi() throws IOException {
    return SignableSamples.installer(folder.resolve("d.msi"));
  }

  private Path msix() throws IOException {
    try (Wiring wiring = SampleHome.wiring(home)) {
      X509Certificate certificate = wiring.signer().certificate();
      return SignableSamples.appPackage(
          folder.resolve("e.msix"),
          certificate.getSubjectX500Principal().getName().replace("\"", "&quot;"));
    }
  }
}
