package dev.updatecenter.stage.validation.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.validation.TestExaminations;
import dev.updatecenter.testing.ReleaseFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of the release itself: its product, its version, its documents. */
class ReleaseRulesTest {
  private final ReleaseFolder releases;

  ReleaseRulesTest(@TempDir Path root) throws IOException {
    this.releases = new ReleaseFolder(root);
  }

  @Test
  void productHasToBeRegistered() throws Exception {
    assertThat(world().check(new ModelRegisteredRule())).isEmpty();
    assertThat(world().product(Optional.empty()).check(new ModelRegisteredRule()))
        .extracting(Finding::code, Finding::subject, Finding::file)
        .containsExactly(tuple("UC2101", ReleaseFolder.PRODUCT, "release.yaml"));
  }

  @Test
  void identityOfTheModelHasToBeLicensable() throws Exception {
    String placeholder =
        TestExaminations.PRODUCT_YAML.replace("skuNumber: CK-01", "skuNumber: Default string");

    assertThat(world().product(Optional.of(placeholder)).check(new ModelRegisteredRule()))
        .isNotEmpty()
        .allSatisfy(f -> assertThat(f.code()).startsWith("UC20"));
  }

  @ParameterizedTest
  @CsvSource({"10.0.1.65535, true", "10.0.2.0, false", "10.0.2.1, false", "10.0.10.0, false"})
  void versionRisesAboveEveryPublishedOne(String highest, boolean fine) throws Exception {
    assertThat(world().highest(highest).check(new VersionRisesRule()))
        .extracting(Finding::code, Finding::file)
        .isEqualTo(fine ? List.of() : List.of(tuple("UC3201", "release.yaml")));
  }

  @Test
  void firstVersionMayBeAny() throws Exception {
    assertThat(world().check(new VersionRisesRule())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "IoTDeviceModel_TestKiosk.xml, CK-BB-02, ",
    "IoTDeviceModel_TestKiosk.xml, CK-BB-03, UC2204",
    "TestKioskSettings.xml, CK-BB-02, ",
    "TestKioskSettings.xml, CK-BB-03, UC2204",
    "SMBIOS.CFG, CK-BB-02, ",
    "SMBIOS.CFG, CK-BB-03, UC2204",
  })
  void everyDocumentStatesTheRegisteredIdentity(String name, String board, String code)
      throws Exception {
    List<Finding> findings = identity(name, board).check(new IdentityAgreementRule());

    assertThat(findings)
        .extracting(Finding::code, Finding::subject, Finding::file)
        .isEqualTo(code == null ? List.of() : List.of(tuple(code, "BaseboardProduct", name)));
  }

  @Test
  void documentThatCannotBeReadIsSaid() throws Exception {
    releases.file("a.msix", "app");
    Path broken = releases.file("TestKioskSettings.xml", "<IoTProductSettings>");
    TestExaminations world =
        new TestExaminations(releases.take(ReleaseFolder.yaml("{ apps: [a.msix] }"), broken));

    assertThat(world.check(new IdentityAgreementRule()))
        .isNotEmpty()
        .allSatisfy(f -> assertThat(f.file()).isEqualTo("TestKioskSettings.xml"));
  }

  private TestExaminations identity(String name, String board) throws IOException {
    releases.file("a.msix", "app");
    String smbios =
        """
        Manufacturer="Contoso" Family="Kiosk" ProductName="TestKiosk" SKUNumber="CK-01"
        BaseboardManufacturer="Arrow" BaseboardProduct="%s"
        """
            .formatted(board);
    String content =
        switch (name) {
          case "SMBIOS.CFG" ->
              "01,04,S,\"Contoso\"\n01,05,S,\"TestKiosk\"\n02,05,S,\"" + board + "\"\n";
          case "TestKioskSettings.xml" ->
              "<IoTProductSettings><Name>TestKiosk</Name><Arch>arm</Arch><SMBIOS>"
                  + smbios.strip().replaceAll("(\\w+)=\"([^\"]*)\"", "<$1>$2</$1>")
                  + "</SMBIOS></IoTProductSettings>";
          default ->
              "<DeviceInventory SchemaVersion=\"1\" BuildArch=\"arm\" OSString=\"10.0.17763.1577\""
                  + " OCPString=\"10.0.0.0\"><MachineInfo "
                  + smbios
                  + "/></DeviceInventory>";
        };
    Path document = releases.file(name, content);
    return new TestExaminations(releases.take(ReleaseFolder.yaml("{ apps: [a.msix] }"), document));
  }

  private TestExaminations world() throws IOException {
    releases.file("a.msix", "app");
    return new TestExaminations(releases.take(ReleaseFolder.yaml("{ apps: [a.msix] }")));
  }
}
