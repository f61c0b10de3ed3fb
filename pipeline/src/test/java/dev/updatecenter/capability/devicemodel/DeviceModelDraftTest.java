package dev.updatecenter.capability.devicemodel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceModelDraftTest {
  private static final ProductName KIOSK = new ProductName("ContosoKiosk");

  private static final DeclaredIdentity MODEL =
      IotDeviceModelXml.read(KitFilesTest.MODEL.getBytes(UTF_8), "model.xml");

  @Test
  void makesAModelOfTheKitsFiles() {
    DeclaredIdentity cfg = KitFilesTest.cfg("02,05,S,\"CK-BB-02\"");

    DeviceModelDraft draft = DeviceModelDraft.of(KIOSK, List.of(MODEL, cfg));

    assertThat(draft.findings()).isEmpty();
    DeviceModel model = draft.model().orElseThrow();
    assertThat(model.smbios()).isEqualTo(ProductDocumentTest.kiosk().smbios());
    assertThat(model.baselineOcp()).isEqualTo(PackageVersion.parse("10.0.1.0"));
    assertThat(model.match()).isEqualTo(3);
    assertThat(draft.provenance().taken())
        .extracting(t -> t.what() + " " + t.value() + " " + t.from())
        .contains("arch arm model.xml:2:46", "skuNumber CK-01 model.xml:3:93")
        .contains("baseboardProduct CK-BB-02 model.xml:4:55");
    assertThat(draft.provenance().guessed())
        .extracting(Provenance.Guess::what)
        .containsExactly("edition", "servicing", "codeIntegrity.roots", "match", "rings");
  }

  @Test
  void saysWhatTheFilesDoNotTell() {
    DeviceModelDraft draft =
        DeviceModelDraft.of(KIOSK, List.of(KitFilesTest.cfg("01,04,S,\"Contoso\"")));

    assertThat(draft.model()).isEmpty();
    assertThat(draft.findings())
        .extracting(Finding::message)
        .contains("no file tells the architecture", "no file tells the version of Windows");
  }

  @Test
  void saysWhichFactIsNoneThatProductYamlTakes() {
    DeclaredIdentity mips =
        IotDeviceModelXml.read(
            KitFilesTest.MODEL.replace("\"arm\"", "\"mips\"").getBytes(UTF_8), "model.xml");

    DeviceModelDraft draft = DeviceModelDraft.of(KIOSK, List.of(mips));

    assertThat(draft.model()).isEmpty();
    assertThat(draft.findings())
        .extracting(f -> f.code() + " " + f.where().split(":", 2)[0])
        .containsExactly("UC2024 model.xml");
  }

  @Test
  void licenceFindingsStandWhereTheValueWasTaken() {
    DeclaredIdentity model =
        IotDeviceModelXml.read(
            KitFilesTest.MODEL
                .replace("\"CK-01\"", "\"TestKiosk01\"")
                .replace("\"Arrow\"", "\"Default string\"")
                .getBytes(UTF_8),
            "model.xml");
    DeclaredIdentity settings =
        ProductSettingsXml.read(
            "<IoTProductSettings><Name>TestKiosk</Name><SMBIOS/></IoTProductSettings>"
                .getBytes(UTF_8),
            "settings.xml");

    assertThat(DeviceModelDraft.of(KIOSK, List.of(model, settings)).findings())
        .extracting(f -> f.code() + " " + f.subject() + " " + f.where())
        .contains("UC2015 BaseboardManufacturer model.xml:4:30")
        .contains("UC2016 SKUNumber model.xml:3:93");
  }

  @Test
  void namesTheFileThatLeavesOutAFieldOfTheLicence() {
    DeclaredIdentity model =
        IotDeviceModelXml.read(
            KitFilesTest.MODEL.replace("SKUNumber=\"CK-01\"", "").getBytes(UTF_8), "model.xml");

    assertThat(DeviceModelDraft.of(KIOSK, List.of(model)).findings())
        .extracting(f -> f.code() + " " + f.subject() + " " + f.where())
        .containsExactly("UC2010 SKUNumber model.xml");
  }

  @Test
  void anUnreadableFileIsTheOnlyFault() {
    DeclaredIdentity broken = IotDeviceModelXml.read("<DeviceInventory".getBytes(UTF_8), "m");

    assertThat(DeviceModelDraft.of(KIOSK, List.of(broken)).findings())
        .extracting(Finding::code)
        .containsExactly("UC1001");
  }

  @Test
  void carriesDisagreementAndLicenceFindings() {
    DeclaredIdentity cfg = KitFilesTest.cfg("02,05,S,\"Default string\"");

    assertThat(DeviceModelDraft.of(KIOSK, List.of(cfg, MODEL)).findings())
        .extracting(Finding::code)
        .containsExactlyInAnyOrder("UC2204", "UC2015");
  }
}
