package dev.updatecenter.capability.devicemodel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProductDocumentTest {
  static final String KIOSK =
      """
      apiVersion: updatecenter/v1
      kind: Product
      metadata: { name: ContosoKiosk }
      deviceModel:
        arch: arm
        edition: iot-core            # or iot-enterprise
        servicing: ltsc              # or semi-annual
        codeIntegrity: { roots: [] }
        baseline: { os: "10.0.17763.1577", ocp: "10.0.0.0" }
        smbios: { manufacturer: Contoso, family: Kiosk, productName: ContosoKiosk, skuNumber: CK-01, baseboardManufacturer: Arrow, baseboardProduct: CK-BB-02 }
        match: HardwareID-3
      rings: [ Preview, EarlyAdopter, GeneralAvailability ]
      """;

  @Test
  void readsAProduct() {
    ProductDocument document = read(KIOSK);

    assertThat(document.findings()).isEmpty();
    assertThat(document.model()).contains(kiosk());
    assertThat(document.declared().field(SmbiosField.FAMILY).orElseThrow().position())
        .hasToString("product.yaml:10:44");
  }

  @Test
  void readsBackWhatItWrites() {
    DeviceModel awkward =
        new DeviceModel(
            new ProductName("true"),
            Architecture.AMD64,
            Edition.IOT_ENTERPRISE,
            Servicing.SEMI_ANNUAL,
            List.of(ContentDigest.of(new byte[] {1}), ContentDigest.of(new byte[] {2})),
            PackageVersion.parse("10.0.19041.1"),
            PackageVersion.parse("10.0.0.0"),
            new MachineInfo(" \"Köln\\ # : ", "", "007", "null", "", "\t1e3"),
            9,
            List.of(RingName.PREVIEW));

    for (DeviceModel model : List.of(kiosk(), awkward)) {
      ProductDocument again = read(ProductDocument.write(model));
      assertThat(again.findings()).isEmpty();
      assertThat(again.model()).contains(model);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "3, ''",
    "8, 'skuNumber: CK-01, '",
    "4, 'baseboardManufacturer: Arrow, '",
    "9, 'skuNumber: CK-01, baseboardManufacturer: Arrow, '"
  })
  void matchesByTheMostSpecificIdThatExists(int number, String left) {
    ProductDocument document = read(KIOSK.replace(left, "").replace("  match: HardwareID-3\n", ""));

    assertThat(document.model().orElseThrow().match()).isEqualTo(number);
  }

  @Test
  void takesTheThreeRingsWhereNoneAreNamed() {
    assertThat(read(KIOSK.replaceAll("rings:.*", "")).model().orElseThrow().rings())
        .isEqualTo(DeviceModel.DEFAULT_RINGS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "apiVersion: updatecenter/v1|apiVersion: updatecenter/v2|UC2031|1",
        "kind: Product|kind: Release|UC2031|2",
        "name: ContosoKiosk }|name: ../x }|UC2031|3",
        "name: ContosoKiosk }|name: targets }|UC2031|3",
        "metadata: { name: ContosoKiosk }|metadata: 3|UC2026|3",
        "arch: arm|arch: mips|UC2031|5",
        "arch: arm||UC2030|6",
        "arch: arm|architecture: arm|UC2034|5",
        "iot-core |iot |UC2031|6",
        "ltsc |ltsb |UC2031|7",
        "roots: []|roots: [ abc ]|UC2031|8",
        "roots: []|roots: abc|UC2026|8",
        "10.0.17763.1577|10.0.17763|UC2031|9",
        "HardwareID-3|HardwareID-14|UC2032|11",
        "HardwareID-3|HardwareID-0|UC2032|11",
        "HardwareID-3|HardwareID-12|UC2032|11",
        "HardwareID-3|HardwareID-99|UC2032|11",
        "HardwareID-3|3|UC2032|11",
        "family: Kiosk, ||UC2033|11",
        ", baseboardProduct: CK-BB-02||UC2033|11",
        "[ Preview, E|[ Preview, Preview, E|UC2027|12",
        "[ Preview, EarlyAdopter, GeneralAvailability ]|[]|UC2027|12",
        "rings: [|rings: Preview #|UC2026|12",
        "manufacturer: Contoso|manufacturer: [Contoso]|UC2026|10",
        "kind: Product|'kind: [Product'|UC1001|3"
      })
  void saysWhatIsWrongAndWhere(String text, String by, String code, int line) {
    String yaml = KIOSK.replace(text, by == null ? "" : by);

    ProductDocument document = read(yaml);

    assertThat(yaml).isNotEqualTo(KIOSK);
    assertThat(document.model()).isEmpty();
    assertThat(document.findings())
        .extracting(Finding::code, Finding::line)
        .contains(org.assertj.core.groups.Tuple.tuple(code, line));
  }

  @Test
  void saysEverythingAtOnce() {
    assertThat(read("kind: Product\nfoo: 1\n").findings())
        .extracting(Finding::code)
        .contains("UC2034", "UC2030")
        .hasSizeGreaterThan(4);
  }

  static DeviceModel kiosk() {
    return new DeviceModel(
        new ProductName("ContosoKiosk"),
        Architecture.ARM,
        Edition.IOT_CORE,
        Servicing.LTSC,
        List.of(),
        PackageVersion.parse("10.0.17763.1577"),
        PackageVersion.parse("10.0.0.0"),
        new MachineInfo("Contoso", "Kiosk", "ContosoKiosk", "CK-01", "Arrow", "CK-BB-02"),
        3,
        DeviceModel.DEFAULT_RINGS);
  }

  private static ProductDocument read(String yaml) {
    return ProductDocument.read(yaml.getBytes(UTF_8), "product.yaml");
  }
}
