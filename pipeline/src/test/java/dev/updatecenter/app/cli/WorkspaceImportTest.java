package dev.updatecenter.app.cli;

import static dev.updatecenter.testing.KitWorkspace.MODEL;
import static dev.updatecenter.testing.KitWorkspace.OCP;
import static dev.updatecenter.testing.KitWorkspace.PRODUCT;
import static dev.updatecenter.testing.KitWorkspace.SETTINGS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.Node;
import dev.updatecenter.kernel.document.SchemaCheck;
import dev.updatecenter.stage.submission.ReleaseDocument;
import dev.updatecenter.stage.submission.ReleaseManifest;
import dev.updatecenter.testing.KitWorkspace;
import dev.updatecenter.testing.SmbiosTableBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Importing workspaces of the add-on kit as they lie on disk. */
final class WorkspaceImportTest {
  private static final String RELEASE = KitWorkspace.KIOSK + "release.yaml";

  private final Path workspace;
  private final Path home;
  private final Cli cli;

  WorkspaceImportTest(@TempDir Path folder) throws IOException {
    workspace = Files.createDirectory(folder.toRealPath().resolve("ws"));
    home = folder.resolve("home");
    cli = new Cli(home);
  }

  @Test
  void takesEveryArchitectureProductAndConfigurationAndWritesBothDocuments() throws Exception {
    KitWorkspace.kiosk()
        .with(OCP.replace("10.0.2.0", "10.0.9.0"), "")
        .with(OCP.replace("10.0.2.0", "10.0.10.0"), "")
        .with(OCP.replace("10.0.2.0", "10.0.11.0").replace("retail", "Test"), "")
        .with(
            "Source-x64/Products/Panel/IoTDeviceModel_Panel.xml",
            KitWorkspace.model("Contoso", "Panel", "P-1", "PB-1").replace("arm", "x64"))
        .with("Source-x64/Products/Panel/policy.yaml", KitWorkspace.policy("Panel"))
        .write(workspace);

    Node result = imported(0);

    assertThat(texts(result, "products", "product")).containsExactly("Kiosk", "Panel");
    assertThat(texts(result, "products", "state")).containsOnly("registered");
    assertThat(result.get("taken").orElseThrow().elements())
        .extracting(t -> t.text("what").orElseThrow() + " " + t.text("value").orElseThrow())
        .contains("ocp (retail) 10.0.10.0", "ocp (Test) 10.0.11.0", "arch arm", "arch x64")
        .contains("skuNumber CK-01", "skuNumber P-1");
    assertThat(texts(result, "guessed", "what")).contains("servicing", "match", "release.rings");
    assertThat(texts(result, "findings", "code"))
        .containsExactlyInAnyOrder("UC2040", "UC2040", "UC2042");
    ReleaseManifest release = release();
    assertThat(release.version()).hasToString("10.0.10.0");
    Path ocp =
        workspace.resolve(RELEASE).resolveSibling(release.payload().ocp().orElseThrow().path());
    assertThat(ocp.normalize()).exists();
    assertThat(workspace.resolve("Source-x64/Products/Panel/product.yaml")).exists();
    assertThat(workspace.resolve("Source-x64/Products/Panel/release.yaml")).doesNotExist();
    assertThat(cli.run("product", "list").out()).contains("Kiosk", "Panel", "CK-BB-02", "PB-1");
  }

  @Test
  void neverChangesADocumentThatIsThere() throws Exception {
    KitWorkspace.written().with(RELEASE, "mine: true\n").write(workspace);

    Node result = imported(0);

    assertThat(workspace.resolve(RELEASE)).hasContent("mine: true");
    assertThat(workspace.resolve(PRODUCT)).hasContent(KitWorkspace.product("Kiosk", "CK-01"));
    assertThat(texts(result, "findings", "code")).containsExactly("UC2046");
    assertThat(result.get("guessed").orElseThrow().elements()).isEmpty();
    assertThat(result.get("products").orElseThrow().elements().get(0).get("written"))
        .hasValueSatisfying(written -> assertThat(written.elements()).isEmpty());
  }

  @Test
  void theSameImportAgainWritesNothing() throws Exception {
    KitWorkspace.kiosk().write(workspace);
    imported(0);
    byte[] product = Files.readAllBytes(workspace.resolve(PRODUCT));
    byte[] release = Files.readAllBytes(workspace.resolve(RELEASE));

    Node again = imported(0);

    assertThat(texts(again, "products", "state")).containsExactly("unchanged");
    assertThat(workspace.resolve(PRODUCT)).hasBinaryContent(product);
    assertThat(workspace.resolve(RELEASE)).hasBinaryContent(release);
    Files.delete(workspace.resolve(PRODUCT));
    Files.delete(workspace.resolve(RELEASE));
    assertThat(texts(imported(0), "products", "state")).containsExactly("unchanged");
    assertThat(workspace.resolve(PRODUCT)).hasBinaryContent(product);
    assertThat(workspace.resolve(RELEASE)).hasBinaryContent(release);
  }

  @Test
  void aRefusedImportWritesNothingAnywhere() throws Exception {
    KitWorkspace.kiosk()
        .and("Panel", KitWorkspace.model("Contoso", "Panel", "C", "B").replace("arm", "x64"))
        .write(workspace);

    Node result = imported(3);

    assertThat(texts(result, "findings", "code")).contains("UC2206");
    assertThat(result.get("products").orElseThrow().elements()).isEmpty();
    assertThat(home).doesNotExist();
    assertThat(workspace.resolve(PRODUCT)).doesNotExist();
    assertThat(workspace.resolve(RELEASE)).doesNotExist();
  }

  @Test
  void registersNothingWhereADocumentCannotBeWritten() throws Exception {
    KitWorkspace.kiosk().write(workspace);
    Path product = workspace.resolve(KitWorkspace.PRODUCT);
    Files.createSymbolicLink(product, home.resolveSibling("elsewhere.yaml"));

    Cli.Ran ran = cli.run("product", "import", workspace);

    assertThat(ran.exit()).isEqualTo(14);
    assertThat(ran.err()).contains(product.toString());
    assertThat(home.resolveSibling("elsewhere.yaml")).doesNotExist();
    assertThat(cli.run("product", "list").out()).doesNotContain("Kiosk");
  }

  @Test
  void holdsADevicesTableAgainstTheFilesOfTheKit() throws Exception {
    KitWorkspace.kiosk().write(workspace);
    SmbiosTableBuilder table =
        SmbiosTableBuilder.device("Contoso", "Line", "Kiosk", "CK-01", "Arrow", "CK-BB-01");
    Path dump = Files.write(workspace.resolve("dump.bin"), table.dump(table.entryPoint32(2, 7)));

    Cli.Ran ran =
        cli.run("product", "import", workspace.resolve(MODEL), workspace.resolve(SETTINGS), dump);

    assertThat(ran.exit()).isEqualTo(3);
    assertThat(ran.out())
        .contains(
            "UC2204 "
                + dump
                + ": BaseboardProduct is 'CK-BB-01' in "
                + dump
                + " (type 2, offset 05h) but 'CK-BB-02' in "
                + workspace.resolve(MODEL)
                + ":3:");
    assertThat(cli.run("product", "import", workspace.resolve(OCP)).exit()).isEqualTo(2);
  }

  @Test
  void saysWhatDevicesAreRecognizedByAndWhy() throws Exception {
    KitWorkspace.kiosk()
        .replace(MODEL, "SKUNumber=\"CK-01\"", "")
        .replace(SETTINGS, "<SKUNumber>CK-01</SKUNumber>", "")
        .write(workspace);
    // A missing SKU number is against the licence; product.yaml of a person may still leave it out.
    KitWorkspace.written()
        .replace(PRODUCT, "    skuNumber: CK-01\n", "")
        .replace(PRODUCT, "  match: HardwareID-3\n", "")
        .replace(MODEL, "SKUNumber=\"CK-01\"", "")
        .replace(SETTINGS, "<SKUNumber>CK-01</SKUNumber>", "")
        .write(workspace);

    Cli.Ran imported = cli.run("product", "import", workspace);
    String shown = cli.run("product", "show", "Kiosk").out();

    assertThat(imported.exit()).as(imported.toString()).isZero();
    for (String out : List.of(imported.out(), shown)) {
      assertThat(out)
          .contains("devices have HardwareID-8 ")
          .contains("the most specific of 3, 8, 4 and 9 whose fields are all registered")
          .contains("not HardwareID-3: skuNumber is not registered");
    }
    assertThat(shown).contains("# HardwareID-9 ").doesNotContain("# HardwareID-3 ");
  }

  private ReleaseManifest release() throws IOException {
    Path file = workspace.resolve(RELEASE);
    return ReleaseDocument.read(Files.readAllBytes(file), "release.yaml").manifest().orElseThrow();
  }

  private Node imported(int exit) throws Exception {
    Cli.Ran ran = cli.run("product", "import", workspace, "--json");
    assertThat(ran.exit()).as(ran.toString()).isEqualTo(exit);
    Node result = Json.read(ran.out().getBytes(UTF_8), "stdout");
    assertThat(SchemaCheck.check("import-result", result)).isEmpty();
    return result;
  }

  private static List<String> texts(Node result, String list, String key) {
    return result.get(list).orElseThrow().elements().stream()
        .map(each -> each.text(key).orElseThrow())
        .toList();
  }
}
