package dev.updatecenter.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.SourceFiles;
import dev.updatecenter.app.jobs.DeviceConfigZip;
import dev.updatecenter.device.DeviceImage;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.kernel.document.SchemaCheck;
import dev.updatecenter.kernel.document.Xml;
import dev.updatecenter.kernel.document.XmlElement;
import dev.updatecenter.testing.KitWorkspace;
import dev.updatecenter.testing.Programs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code product device-config}: what engineers and the kit find in the zip. */
final class DeviceConfigCommandTest {
  private static final String[] SERVERS = {
    "--base", "https://updates.example", "--reports", "https://reports.example"
  };

  private static Path home = Path.of("");

  private final Path folder;
  private final Path zip;

  DeviceConfigCommandTest(@TempDir Path folder) {
    this.folder = folder;
    this.zip = folder.resolve("kiosk.zip");
  }

  /** A home with a product, as the first publication leaves it. */
  @BeforeAll
  static void register(@TempDir Path folder) throws IOException {
    home = folder.resolve("home");
    Path workspace = KitWorkspace.written().write(folder.resolve("ws"));
    assertThat(new Cli(home).run("product", "import", workspace).exit()).isZero();
    Path trust = Files.createDirectories(home.resolve("trust/Kiosk"));
    Files.writeString(trust.resolve("root.json"), "{}");
    Path sample = SourceFiles.MODULE.resolve("../samples/contoso-kiosk/trust");
    Files.copy(sample.resolve("submitter-root.pem"), home.resolve("trust/code-signing-root.pem"));
    Files.copy(
        sample.resolve("submitter-timestamp-root.pem"), home.resolve("trust/timestamp-root.pem"));
  }

  @Test
  void givesADeviceEverythingThatItStartsFrom() throws Exception {
    Cli.Ran ran = run(zip, "--json");

    assertThat(ran.exit()).as(ran.toString()).isZero();
    Node result = Json.read(ran.out().getBytes(UTF_8), "stdout");
    assertThat(SchemaCheck.check("device-config-result", result)).isEmpty();
    DeviceConfigZip.unpack(zip, folder.resolve("image"));
    DeviceImage image = DeviceImage.read(folder.resolve("image"));
    assertThat(image.configuration().product()).hasToString("Kiosk");
    assertThat(image.configuration().ring()).hasToString("GeneralAvailability");
    assertThat(image.configuration().base()).hasToString("https://updates.example");
    assertThat(image.configuration().reports()).hasToString("https://reports.example");
    assertThat(image.configuration().hardware().id())
        .hasToString(result.text("hardwareId").orElseThrow());
    assertThat(image.anchors().codeSigning()).hasSize(1);
    Path device = folder.resolve("image/device.json");
    assertThat(
            SchemaCheck.check("device-configuration", Json.read(Files.readAllBytes(device), "d")))
        .isEmpty();
  }

  @Test
  void takesAddressesFromTheConfigurationWhereNoneIsNamed() throws Exception {
    Path config = folder.resolve("updatecenter.yaml");
    String head = "apiVersion: updatecenter/v1\nkind: Configuration\n";
    Files.writeString(
        config, head + "publicUrl: https://updates.example\nreportUrl: https://in.example\n");
    Object[] usual = {"--config", config, "product", "device-config", "Kiosk", "--out", zip};

    assertThat(new Cli(home).run(usual).exit()).isZero();

    DeviceConfigZip.unpack(zip, folder.resolve("image"));
    assertThat(DeviceImage.read(folder.resolve("image")).configuration().reports())
        .hasToString("https://in.example");
    Files.writeString(
        config, head + "publicUrl: https://updates.example\nreportUrl: https://in.example?sig=x\n");
    Cli.Ran secret = new Cli(home).run(usual);
    assertThat(secret.exit()).isEqualTo(2);
    assertThat(secret.err()).contains("UC2055", "reportUrl");
  }

  @Test
  void givesTheKitTwoPackagesAndTheManifestThatNamesThem() throws Exception {
    run(zip, "--ring", "Preview");
    DeviceConfigZip.unpack(zip, folder);

    XmlElement device = xml("CUSConfig.DeviceInfo.wm.xml");
    assertThat(values(device)).containsEntry("DeviceTargetingInfo/TargetRing", "Preview");
    assertThat(values(device)).containsEntry("Device/Product", "Kiosk");
    assertThat(device.descendants("file").map(f -> f.attribute("source").orElseThrow()))
        .containsExactly("device.json", "root.json", "code-signing-root.pem", "timestamp-root.pem")
        .allMatch(name -> Files.exists(folder.resolve(name)));
    XmlElement ocp = xml("CUSConfig.OCPInfo.wm.xml");
    assertThat(values(ocp)).containsExactly(Map.entry("OemCustomPackage/Version", "$(BSPVER)"));
    for (XmlElement each : List.of(device, ocp)) {
      assertThat(each.namespace()).isEqualTo("urn:Microsoft.CompPlat/ManifestSchema.v1.00");
      assertThat(each.attribute("legacyName").orElseThrow())
          .isEqualTo("$(OEMNAME).CUSConfig." + each.attribute("name").orElseThrow());
    }
    XmlElement manifest = xml("OCPUpdateFM.xml");
    assertThat(manifest.descendants("PackageFile").map(p -> p.attribute("Name").orElseThrow()))
        .containsExactly("%OEM_NAME%.CUSConfig.OCPInfo.cab", "%OEM_NAME%.CUSConfig.DeviceInfo.cab");
    assertThat(manifest.descendants("FeatureID").map(XmlElement::text))
        .containsExactly("CUS_DEVICE_INFO");
    assertThat(folder.resolve("OEMInput.txt"))
        .content()
        .contains("OCPUpdateFM.xml", "CUS_DEVICE_INFO", "IOT_GENERIC_POP");
    assertThat(folder.resolve("README.txt")).content().contains("Import-IoTDUCConfig Kiosk");
  }

  @Test
  void givesTheSameBytesAgainAndNeverWritesOverAnythingElse() throws Exception {
    Path second = folder.resolve("second.zip");
    run(zip);
    run(second);

    assertThat(second).hasSameBinaryContentAs(zip);
    assertThat(run(zip, "--json").out()).contains("\"state\":\"unchanged\"");
    Cli.Ran other = run(zip, "--ring", "Preview", "--json");
    assertThat(other.exit()).isEqualTo(6);
    assertThat(other.out()).contains("UC2054");
    assertThat(zip).hasSameBinaryContentAs(second);
    assertThat(run(folder, "--json").exit()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "--base,https://me:s3cr3t@updates.example",
    "--base,https://updates.example/kiosk?sig=s3cr3t",
    "--base,https://updates.example/kiosk#s3cr3t",
    "--reports,https:///reports",
    "--reports,https://reports.example?sig=s3cr3t"
  })
  void refusesAnAddressThatNoImageMayCarryAndDoesNotRepeatIt(String option, String address) {
    boolean base = option.equals("--base");
    Object[] command = {
      "product",
      "device-config",
      "Kiosk",
      "--out",
      zip,
      option,
      address,
      base ? "--reports" : "--base",
      "https://other.example"
    };
    Cli.Ran ran = new Cli(home).run(command);

    assertThat(ran.exit()).isEqualTo(2);
    assertThat(ran.err()).contains("UC2055", option).doesNotContain("s3cr3t");
    assertThat(zip).doesNotExist();
  }

  @Test
  void namesTheFolderThatIsNotThere() {
    Path out = folder.resolve("images/kiosk.zip");
    Cli.Ran ran = run(out);

    assertThat(ran.exit()).isEqualTo(5);
    assertThat(ran.err()).contains("the folder", out.toString()).doesNotContain(".part");
    assertThat(out.getParent()).doesNotExist();
  }

  @Test
  void saysWhatIsMissingAndHowToMendIt() {
    Cli cli = new Cli(home);
    Object[] usual = {"product", "device-config", "Kiosk", "--out", zip};

    Cli.Ran nowhere = cli.run(usual);
    assertThat(nowhere.exit()).isEqualTo(2);
    assertThat(nowhere.err()).contains("UC2051", "publicUrl", "--base");
    assertThat(run(zip, "--ring", "Beta").exit()).isEqualTo(5);
    Cli.Ran unknown = cli.run("product", "device-config", "Panel", "--out", zip);
    assertThat(unknown.exit()).isEqualTo(5);
    assertThat(new Cli(folder.resolve("none")).run(usual).exit()).isEqualTo(5);
    assertThat(zip).doesNotExist();
    assertThat(folder.resolve("none")).doesNotExist();
  }

  @Test
  void unzipTakesItForWhole() throws Exception {
    Path program = Programs.require("unzip");
    run(zip);

    Programs.Result result = Programs.run(program, "-t", zip.toString());

    assertThat(result.exit()).as(result.output()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"../root.json", "/etc/passwd", "a/b.txt", "C:root.json", "..", "con", "a\\b.x"})
  void unpacksNothingOutsideOfItsFolder(String name) throws Exception {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
      out.putNextEntry(new ZipEntry(name));
      out.write(1);
    }

    assertThatThrownBy(() -> DeviceConfigZip.unpack(zip, folder.resolve("image")))
        .isInstanceOf(IOException.class);
    assertThat(folder.resolve("image")).isEmptyDirectory();
  }

  private static Cli.Ran run(Path out, String... more) {
    Object[] all = new Object[5 + SERVERS.length + more.length];
    List<Object> command = List.of("product", "device-config", "Kiosk", "--out", out);
    System.arraycopy(command.toArray(), 0, all, 0, command.size());
    System.arraycopy(SERVERS, 0, all, command.size(), SERVERS.length);
    System.arraycopy(more, 0, all, command.size() + SERVERS.length, more.length);
    return new Cli(home).run(all);
  }

  private XmlElement xml(String name) throws Exception {
    return Xml.read(Files.readAllBytes(folder.resolve(name)), name);
  }

  /** Values by the last part of their key and their name. */
  private static Map<String, String> values(XmlElement manifest) {
    Map<String, String> values = new TreeMap<>();
    manifest
        .descendants("regKey")
        .forEach(
            key -> {
              String path = key.attribute("keyName").orElseThrow();
              key.children("regValue")
                  .forEach(
                      value ->
                          values.put(
                              path.substring(path.lastIndexOf('\\') + 1)
                                  + "/"
                                  + value.attribute("name").orElseThrow(),
                              value.attribute("value").orElseThrow()));
            });
    return values;
  }
}
