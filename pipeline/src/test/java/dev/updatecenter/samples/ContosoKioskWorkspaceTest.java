package dev.updatecenter.samples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.devicemodel.DeclaredIdentity;
import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.IotDeviceModelXml;
import dev.updatecenter.capability.devicemodel.MachineIdentityAgreement;
import dev.updatecenter.capability.devicemodel.OemLicenceRules;
import dev.updatecenter.capability.devicemodel.ProductDocument;
import dev.updatecenter.capability.devicemodel.ProductSettingsXml;
import dev.updatecenter.capability.devicemodel.SmbiosCfg;
import dev.updatecenter.capability.devicemodel.SmbiosTable;
import dev.updatecenter.capability.devicemodel.Workspace;
import dev.updatecenter.capability.devicemodel.WorkspaceProduct;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.document.SchemaCheck;
import dev.updatecenter.kernel.document.Yaml;
import dev.updatecenter.stage.submission.ReleaseDocument;
import dev.updatecenter.stage.submission.ReleaseManifest;
import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.SmbiosTableBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The sample's documents say one thing, and the device's table says it too. */
class ContosoKioskWorkspaceTest {
  private final ContosoKiosk sample = ContosoKioskRecipe.checkout();

  @Test
  void everythingLiesWhereTheKitPutsIt() throws Exception {
    Workspace workspace = Workspace.find(sample.root()).orElseThrow();
    WorkspaceProduct product = workspace.named(ContosoKiosk.PRODUCT).get(0);

    assertThat(workspace.root()).isEqualTo(sample.root().toRealPath());
    assertThat(workspace.products()).hasSize(1);
    assertThat(product.arch()).isEqualTo(Architecture.ARM);
    assertThat(product.iotDeviceModelXml()).isPresent();
    assertThat(product.settingsXml()).isPresent();
    assertThat(product.productYaml()).isPresent();
    assertThat(product.policyYaml()).isPresent();
    assertThat(product.smbiosCfgs()).containsExactly(sample.smbiosCfg().toRealPath());
    assertThat(product.newestRetail().orElseThrow().cabinet())
        .isEqualTo(sample.ocp(RefusedOcp.VERSION).toRealPath());
  }

  @Test
  void everyDocumentNamesTheSameDevice() throws Exception {
    String model = "IoTDeviceModel_ContosoKiosk.xml";
    String settings = "ContosoKioskSettings.xml";
    List<DeclaredIdentity> declared =
        List.of(
            productYaml().declared(),
            IotDeviceModelXml.read(Files.readAllBytes(sample.product(model)), model),
            ProductSettingsXml.read(Files.readAllBytes(sample.product(settings)), settings),
            SmbiosCfg.read(Files.readAllBytes(sample.smbiosCfg()), "SMBIOS.CFG"));

    assertThat(declared).allSatisfy(d -> assertThat(d.findings()).isEmpty());
    assertThat(MachineIdentityAgreement.check(declared)).isEmpty();
    assertThat(OemLicenceRules.check(model().smbios())).isEmpty();
  }

  @Test
  void productYamlIsWhatImportWrites() throws Exception {
    assertThat(model().product()).isEqualTo(new ProductName(ContosoKiosk.PRODUCT));
    assertThat(sample.product("product.yaml")).hasContent(ProductDocument.write(model()));
  }

  @Test
  void tableOfTheDeviceIsTheRegisteredModels() throws Exception {
    SmbiosTable table = SmbiosTable.read(sample.smbiosTable());
    SmbiosTableBuilder recipe = SmbiosTableBuilder.contosoKiosk();

    assertThat(sample.smbiosTable()).hasBinaryContent(recipe.dump(recipe.entryPoint32(2, 7)));
    assertThat(table.findings()).isEmpty();
    assertThat(table.machineInfo()).isEqualTo(model().smbios());
    assertThat(table.hardwareIds()).containsEntry(model().match(), model().target().id());
  }

  @Test
  void dmidecodeReadsTheTable() throws Exception {
    // Debian keeps it where an ordinary user's PATH does not look.
    Path sbin = Path.of("/usr/sbin/dmidecode");
    Path dmidecode = Files.isExecutable(sbin) ? sbin : Programs.require("dmidecode");
    Programs.Result result =
        Programs.run(dmidecode, "--from-dump", sample.smbiosTable().toString());

    assertThat(result.exit()).as(result.output()).isZero();
    assertThat(result.output())
        .contains("SMBIOS 2.7 present", "Targeted content distribution is supported")
        .contains("Manufacturer: Contoso\n", "Family: Kiosk\n", "Product Name: ContosoKiosk\n")
        .contains("SKU Number: CK-01\n", "Manufacturer: Arrow\n", "Product Name: CK-BB-02\n")
        .doesNotContain("BAD INDEX", "TRUNCATED", "Wrong DMI", "broken");
  }

  @ParameterizedTest
  @CsvSource({"release.yaml,10.0.2.0", "release-refused.yaml,10.0.3.0"})
  void releaseIsADocumentOfItsSchema(String file, String version) throws Exception {
    ReleaseDocument.Parsed parsed =
        ReleaseDocument.read(Files.readAllBytes(sample.root().resolve(file)), file);

    assertThat(parsed.findings()).isEmpty();
    ReleaseManifest release = parsed.manifest().orElseThrow();
    assertThat(release.product()).isEqualTo(model().product());
    assertThat(release.version()).isEqualTo(PackageVersion.parse(version));
    assertThat(sample.root().resolve(release.payload().ocp().orElseThrow().path()))
        .isEqualTo(sample.ocp(version));
  }

  @ParameterizedTest
  @CsvSource({
    "policy,Source-arm/Products/ContosoKiosk/policy.yaml",
    "product,Source-arm/Products/ContosoKiosk/product.yaml",
    "configuration,updatecenter.yaml"
  })
  void documentsFollowTheirSchemas(String schema, String file) throws Exception {
    byte[] content = Files.readAllBytes(sample.root().resolve(file));
    assertThat(SchemaCheck.check(schema, Yaml.read(content, file))).isEmpty();
  }

  private ProductDocument productYaml() throws IOException {
    return ProductDocument.read(Files.readAllBytes(sample.product("product.yaml")), "product.yaml");
  }

  private DeviceModel model() throws IOException {
    return productYaml().model().orElseThrow();
  }
}
