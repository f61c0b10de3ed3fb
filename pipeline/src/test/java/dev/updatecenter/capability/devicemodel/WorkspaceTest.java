package dev.updatecenter.capability.devicemodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceTest {
  private final Path root;
  private final Path outside;

  WorkspaceTest(@TempDir Path folder) throws IOException {
    root = Files.createDirectory(folder.toRealPath().resolve("ws"));
    outside = Files.createDirectory(folder.toRealPath().resolve("outside"));
  }

  @BeforeEach
  void workspace() throws IOException {
    write("IoTWorkspace.xml", "<IoTWorkspace/>");
    write("Source-arm/Products/ContosoKiosk/IoTDeviceModel_ContosoKiosk.xml", KitFilesTest.MODEL);
    write("Source-arm/Products/ContosoKiosk/ContosoKioskSettings.xml", KitFilesTest.SETTINGS);
    write("Source-arm/BSP/CK/Packages/CK.SMBIOS/SMBIOS.CFG", "");
    write("Source-arm/BSP/Other/smbios.cfg", "");
    write("Source-x64/Products/Bare/notes.txt", "");
    write("product.yaml", ProductDocumentTest.KIOSK);
    write("policy.yaml", "kind: Policy");
  }

  @Test
  void findsWhatBelongsToAProduct() throws IOException {
    Path old = ocp("retail", "10.0.9.0");
    Path newest = ocp("retail", "10.0.10.0");
    ocp("test", "10.0.10.0");
    write("Build/arm/ContosoKiosk/retail/10.0.11.0/ContosoKiosk_OCP_10.0.12.0.cab", "");
    write("Build/arm/ContosoKiosk/retail/latest/ContosoKiosk_OCP_latest.cab", "");

    Workspace found = Workspace.find(root).orElseThrow();
    WorkspaceProduct kiosk = found.named("ContosoKiosk").get(0);

    assertThat(found.root()).isEqualTo(root);
    assertThat(found.products())
        .extracting(WorkspaceProduct::name, WorkspaceProduct::arch)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple("ContosoKiosk", Architecture.ARM),
            org.assertj.core.groups.Tuple.tuple("Bare", Architecture.AMD64));
    assertThat(kiosk.iotDeviceModelXml()).isPresent();
    assertThat(kiosk.settingsXml()).isPresent();
    assertThat(kiosk.smbiosCfgs())
        .containsExactly(root.resolve("Source-arm/BSP/CK/Packages/CK.SMBIOS/SMBIOS.CFG"));
    assertThat(kiosk.productYaml()).contains(root.resolve("product.yaml"));
    assertThat(kiosk.policyYaml()).contains(root.resolve("policy.yaml"));
    assertThat(kiosk.built())
        .extracting(b -> b.configuration() + " " + b.version())
        .containsExactly("retail 10.0.10.0", "test 10.0.10.0");
    assertThat(kiosk.newestRetail().orElseThrow().cabinet()).isEqualTo(newest).isNotEqualTo(old);
    assertThat(kiosk.findings()).extracting(Finding::code).containsExactly("UC2045");
    assertThat(kiosk.findings().get(0).where())
        .endsWith("retail/10.0.11.0/ContosoKiosk_OCP_10.0.11.0.cab");
  }

  @Test
  void aProductWithoutFilesIsFoundWithNone() throws IOException {
    WorkspaceProduct bare = Workspace.find(root).orElseThrow().named("Bare").get(0);

    assertThat(bare.describesAProduct()).isFalse();
    assertThat(bare.built()).isEmpty();
    assertThat(bare.findings())
        .extracting(f -> f.code() + " " + f.where())
        .containsExactly("UC2043 " + root.resolve("Source-x64/Products/Bare"));
  }

  @Test
  void findsTheRootFromAFolderInside() throws IOException {
    assertThat(Workspace.find(root.resolve("Source-arm/Products/ContosoKiosk")))
        .get()
        .extracting(Workspace::root)
        .isEqualTo(root);
    assertThat(Workspace.find(outside)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"<BSP>../../outside</BSP>", "<BSP>Nowhere</BSP>", ""})
  void comparesWithNoBoardWhereSeveralAreAndNoneOfThemIsNamed(String bsp) throws IOException {
    settings(bsp);

    WorkspaceProduct kiosk = kiosk();

    assertThat(kiosk.smbiosCfgs()).isEmpty();
    assertThat(kiosk.findings()).extracting(Finding::code).contains("UC2048");
    assertThat(kiosk.findings().stream().anyMatch(f -> f.code().equals("UC2041")))
        .isEqualTo(!bsp.isEmpty());
  }

  @Test
  void takesTheOnlyBoardThatHasACfgWhereNoneIsNamed() throws IOException {
    settings("");
    Files.delete(root.resolve("Source-arm/BSP/Other/smbios.cfg"));

    assertThat(kiosk().smbiosCfgs())
        .containsExactly(root.resolve("Source-arm/BSP/CK/Packages/CK.SMBIOS/SMBIOS.CFG"));
  }

  @Test
  void saysWhereItLookedForWhatIsNotThere() throws IOException {
    Files.delete(root.resolve("Source-arm/Products/ContosoKiosk/IoTDeviceModel_ContosoKiosk.xml"));
    Files.delete(root.resolve("Source-arm/BSP/CK/Packages/CK.SMBIOS/SMBIOS.CFG"));
    ocp("Test", "10.0.3.0");
    Files.createDirectory(root.resolve("Source-mips"));

    assertThat(kiosk().findings())
        .extracting(f -> f.code() + " " + root.relativize(Path.of(f.where())))
        .containsExactly(
            "UC2040 Source-arm/Products/ContosoKiosk/IoTDeviceModel_ContosoKiosk.xml",
            "UC2040 Source-arm/BSP/CK",
            "UC2042 Build/arm/ContosoKiosk/retail/<version>/ContosoKiosk_OCP_<version>.cab");
    assertThat(Workspace.find(root).orElseThrow().findings())
        .extracting(Finding::code)
        .containsExactly("UC2044");
  }

  @Test
  void findsFilesThatAreSpelledAsWindowsWouldTakeThem() throws IOException {
    Path folder = root.resolve("Source-arm/Products/ContosoKiosk");
    Files.move(
        folder.resolve("ContosoKioskSettings.xml"), folder.resolve("contosokiosksettings.XML"));
    Path cab = ocp("Retail", "10.0.2.0");
    Path shouting =
        root.resolve("build/ARM/CONTOSOKIOSK/RETAIL/10.0.2.0/contosokiosk_ocp_10.0.2.0.CAB");
    Files.createDirectories(shouting.getParent());
    Files.move(cab, shouting);
    Files.delete(cab.getParent());
    Files.delete(root.resolve("Build/arm/ContosoKiosk/Retail"));
    Files.delete(root.resolve("Build/arm/ContosoKiosk"));
    Files.delete(root.resolve("Build/arm"));
    Files.delete(root.resolve("Build"));

    assertThat(kiosk().settingsXml()).isPresent();
    assertThat(kiosk().newestRetail().orElseThrow().cabinet()).isEqualTo(shouting);
  }

  @Test
  void neverFollowsALinkOutOfTheRoot() throws IOException {
    Files.createDirectories(outside.resolve("Evil/10.0.99.0"));
    Files.writeString(outside.resolve("Evil/SMBIOS.CFG"), "");
    Files.writeString(outside.resolve("Evil/EvilSettings.xml"), KitFilesTest.SETTINGS);
    Files.writeString(outside.resolve("Evil/10.0.99.0/ContosoKiosk_OCP_10.0.99.0.cab"), "");
    link("Source-arm/Products/Evil", "Evil");
    link("Source-arm/BSP/CK/Evil", "Evil");
    link("Source-arm/Products/ContosoKiosk/product.yaml", "Evil/SMBIOS.CFG");
    Files.createDirectories(root.resolve("Build/arm/ContosoKiosk"));
    link("Build/arm/ContosoKiosk/retail", "Evil");

    Workspace found = Workspace.find(root).orElseThrow();

    assertThat(found.named("Evil")).isEmpty();
    WorkspaceProduct kiosk = found.named("ContosoKiosk").get(0);
    assertThat(kiosk.smbiosCfgs()).hasSize(1);
    assertThat(kiosk.built()).isEmpty();
    assertThat(kiosk.productYaml()).contains(root.resolve("product.yaml"));
  }

  @Test
  void saysThatALinkWasPassedOver() throws IOException {
    String model = "Source-arm/Products/ContosoKiosk/IoTDeviceModel_ContosoKiosk.xml";
    Files.move(root.resolve(model), outside.resolve("model.xml"));
    link(model, "model.xml");

    assertThat(kiosk().iotDeviceModelXml()).isEmpty();
    assertThat(kiosk().findings())
        .filteredOn(f -> f.where().equals(root.resolve(model).toString()))
        .extracting(f -> f.code() + " " + f.message())
        .containsExactly("UC2040 IoTDeviceModel_ContosoKiosk.xml is a link, and was passed over");
  }

  private WorkspaceProduct kiosk() throws IOException {
    return Workspace.find(root).orElseThrow().named("ContosoKiosk").get(0);
  }

  private void settings(String bsp) throws IOException {
    write(
        "Source-arm/Products/ContosoKiosk/ContosoKioskSettings.xml",
        KitFilesTest.SETTINGS.replace("<BSP>CK</BSP>", bsp));
  }

  private void link(String from, String to) throws IOException {
    Files.createSymbolicLink(root.resolve(from), outside.resolve(to));
  }

  private Path ocp(String config, String version) throws IOException {
    return write(
        "Build/arm/ContosoKiosk/"
            + config
            + "/"
            + version
            + "/ContosoKiosk_OCP_"
            + version
            + ".cab",
        "");
  }

  private Path write(String path, String text) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(java.util.Objects.requireNonNull(file.getParent()));
    return Files.writeString(file, text);
  }
}
