package dev.updatecenter.app.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.testing.SignableSamples;
import dev.updatecenter.testing.SmbiosTableBuilder;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Commands that work on files alone. */
final class FileCommandsTest {
  @TempDir private Path folder = Path.of("");
  private Cli cli = new Cli(folder);

  @BeforeEach
  void home() {
    cli = new Cli(folder.resolve("home"));
  }

  @AfterEach
  void noneOfThemCreatesAHome() {
    assertThat(folder.resolve("home")).doesNotExist();
  }

  @Test
  void smbiosShowGivesAnArrayInTheOrderGivenAlsoWhenSomeFail() throws Exception {
    Path good = Files.write(folder.resolve("good.bin"), SmbiosTableBuilder.contosoKiosk().bare());
    Path bad = Files.write(folder.resolve("bad.bin"), new byte[] {1, 2, 3});
    Cli.Ran ran = cli.run("smbios", "show", "-o", "json", bad, "missing.bin", good);

    List<Node> all = json(ran.out()).elements();
    assertThat(ran.exit()).isEqualTo(5);
    assertThat(all).hasSize(3);
    assertThat(all.get(0).get("findings").orElseThrow().elements().get(0).text("code"))
        .contains("UC2001");
    assertThat(all.get(1).at("error", "code").orElseThrow().text()).contains("UC1008");
    assertThat(all.get(2).at("machineInfo", "skuNumber").orElseThrow().text()).contains("CK-01");
    assertThat(all.get(2).at("hardwareIds", "HardwareID-3")).isPresent();
  }

  @Test
  void smbiosShowLeavesOutTheIdsThatDoNotExist() throws Exception {
    byte[] table =
        SmbiosTableBuilder.device("Contoso", "Kiosk", "ContosoKiosk", "CK-01", "Arrow", "").bare();
    Path dump = Files.write(folder.resolve("bare.bin"), table);
    Node shown = json(cli.run("smbios", "show", dump, "-o", "ndjson").out());

    assertThat(shown.at("hardwareIds", "HardwareID-4")).isPresent();
    assertThat(shown.at("hardwareIds", "HardwareID-3")).isEmpty();
  }

  @Test
  void smbiosShowExits3OnlyForATableThatCannotBeRead() throws IOException {
    Path good = Files.write(folder.resolve("good.bin"), SmbiosTableBuilder.contosoKiosk().bare());
    Path bad = Files.write(folder.resolve("bad.bin"), new byte[] {1, 2, 3});

    assertThat(cli.run("smbios", "show", good).exit()).isZero();
    assertThat(cli.run("smbios", "show", bad).exit()).isEqualTo(3);
  }

  @Test
  void packageInspectExits3ForWhatIsUnknownAnd2ForAFolder() throws Exception {
    Path file = Files.writeString(folder.resolve("a.txt"), "no package");
    Cli.Ran unknown = cli.run("package", "inspect", file, "-o", "ndjson");

    assertThat(unknown.exit()).isEqualTo(3);
    assertThat(json(unknown.out()).text("format")).contains("unknown");
    assertThat(cli.run("package", "inspect", folder).exit()).isEqualTo(2);
    assertThat(cli.run("package", "inspect", folder.resolve("none")).exit()).isEqualTo(5);
  }

  @Test
  void verifyWithoutARootExits2() throws IOException {
    Path file = Files.writeString(folder.resolve("a.cab"), "x");
    Cli.Ran ran = cli.run("verify", file, "--json");

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.out()).startsWith("{\"error\":").contains("UC1047");
  }

  @Test
  void verifyGivesTheVerdictAndItsExitCode() throws Exception {
    Path root = pem("root.pem", TestLab.pki().release().chain());
    Path tsa = pem("tsa.pem", TestLab.pki().timestamps().chain());
    Path unsigned = cabinet("u.cab");
    Path signed = cabinet("s.cab");
    TestLab.signer().sign(signed, "TEST");
    Path broken = Files.copy(signed, folder.resolve("b.cab"));
    byte[] bytes = Files.readAllBytes(broken);
    bytes[bytes.length / 8] ^= 1;
    Files.write(broken, bytes);

    assertThat(verify(root, tsa, signed).exit()).isZero();
    assertThat(verify(root, tsa, unsigned).exit()).isEqualTo(10);
    assertThat(verify(root, tsa, unsigned, signed, broken).exit()).isEqualTo(11);
    Node first = json(verify(root, tsa, signed).out()).elements().get(0);
    assertThat(first.text("verdict")).contains("valid");
    assertThat(first.at("signer", "sha256")).isPresent();
    assertThat(first.at("timestamp", "time")).isPresent();
  }

  @ParameterizedTest
  @CsvSource({
    "explain,UC2204,0",
    "explain,uc2204,0",
    "explain,UC9999,5",
    "explain,../logback,5",
    "schema,release,0",
    "schema,../../etc,5",
    "completion,bash,0",
    "completion,zsh,0",
    "completion,fish,2",
    "product,lisst,2"
  })
  void exitsAsTheContractSays(String command, String argument, int exit) {
    assertThat(cli.run(command, argument).exit()).isEqualTo(exit);
  }

  private Cli.Ran verify(Path root, Path tsa, Path... files) {
    Object[] arguments = new Object[files.length + 6];
    Object[] fixed = {"verify", "--json", "--trust", root, "--tsa-trust", tsa};
    System.arraycopy(fixed, 0, arguments, 0, fixed.length);
    System.arraycopy(files, 0, arguments, fixed.length, files.length);
    return cli.run(arguments);
  }

  private Path cabinet(String name) throws IOException {
    return SignableSamples.cabinet(folder.resolve(name), "content of " + name);
  }

  @Test
  void scanNamesATableThatCannotBeRead() throws Exception {
    Path dump = Files.write(folder.resolve("bad.bin"), new byte[] {1, 2, 3});
    Path root = Files.writeString(folder.resolve("root.json"), "{}");
    Path trust = pem("trust.pem", TestLab.pki().release().chain());
    List<Object> scan = new ArrayList<>(List.of("device", "scan", "--json", "--base"));
    scan.addAll(List.of("https://127.0.0.1:1/", "--root", root, "--trust", trust));
    scan.addAll(List.of("--tsa-trust", trust, "--state", folder.resolve("state")));
    scan.addAll(List.of("--smbios", dump, "--os", "10.0.1.0", "--ocp", "10.0.1.0"));
    Cli.Ran ran = cli.run(scan.toArray());

    assertThat(ran.exit()).as(ran.out()).isEqualTo(2);
    assertThat(json(ran.out()).at("error", "code").orElseThrow().text()).contains("UC2001");
    assertThat(json(ran.out()).at("error", "where").orElseThrow().text()).contains(dump.toString());
  }

  private Path pem(String name, List<X509Certificate> chain) throws Exception {
    X509Certificate root = chain.get(chain.size() - 1);
    return Files.writeString(
        folder.resolve(name),
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(root.getEncoded())
            + "\n-----END CERTIFICATE-----\n");
  }

  private static Node json(String text) throws Exception {
    return Json.read(text.getBytes(StandardCharsets.UTF_8), "stdout");
  }
}
