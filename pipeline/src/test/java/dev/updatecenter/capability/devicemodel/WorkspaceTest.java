package dev.updatecenter.capability.devicemodel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.Architecture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
    assertThat(kiosk.newestOcp()).contains(newest).isNotEqualTo(java.util.Optional.of(old));
  }

  @Test
  void aProductWithoutFilesIsFoundWithNone() throws IOException {
    WorkspaceProduct bare = Workspace.find(root).orElseThrow().named("Bare").get(0);

    assertThat(bare)
        .isEqualTo(
            new WorkspaceProduct(
                "Bare",
                Architecture.AMD64,
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.List.of(),
                java.util.Optional.empty(),
                java.util.Optional.empty(),
                java.util.Optional.empty()));
  }

  @Test
  void findsTheRootFromAFolderInside() throws IOException {
    assertThat(Workspace.find(root.resolve("Source-arm/Products/ContosoKiosk")))
        .get()
        .extracting(Workspace::root)
        .isEqualTo(root);
    assertThat(Workspace.find(outside)).isEmpty();
  }

  @Test
  void takesEveryCfgWhereTheNamedBspIsAPathOrMissing() throws IOException {
    write(
        "Source-arm/Products/ContosoKiosk/ContosoKioskSettings.xml",
        KitFilesTest.SETTINGS.replace("<BSP>CK<", "<BSP>../../outside<"));

    assertThat(Workspace.find(root).orElseThrow().named("ContosoKiosk").get(0).smbiosCfgs())
        .hasSize(2)
        .allMatch(p -> p.startsWith(root));
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
    assertThat(kiosk.newestOcp()).isEmpty();
    assertThat(kiosk.productYaml()).contains(root.resolve("product.yaml"));
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
