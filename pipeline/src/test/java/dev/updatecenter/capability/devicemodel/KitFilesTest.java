package dev.updatecenter.capability.devicemodel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.SourceFiles;
import dev.updatecenter.capability.devicemodel.DeclaredIdentity.Fact;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of the add-on kit: IoTDeviceModel, Settings, SMBIOS.CFG. */
class KitFilesTest {
  static final String MODEL =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <DeviceInventory SchemaVersion="1" BuildArch="arm" OSString="10.0.17763.1577" OCPString="10.0.1.0">
          <MachineInfo Manufacturer="Contoso" Family="Kiosk" ProductName="ContosoKiosk" SKUNumber="CK-01"
             BaseboardManufacturer="Arrow" BaseboardProduct="CK-BB-02" />
      </DeviceInventory>
      """;
  static final String SETTINGS =
      """
      <IoTProductSettings>
        <Name>ContosoKiosk</Name>
        <Arch>arm</Arch>
        <BSP>CK</BSP>
        <SMBIOS>
          <Manufacturer>Contoso</Manufacturer>
          <Family>Kiosk</Family>
          <SKUNumber>CK-01</SKUNumber>
          <BaseboardManufacturer>Arrow</BaseboardManufacturer>
          <BaseboardProduct>CK-BB-03</BaseboardProduct>
          <ProductName>ContosoKiosk</ProductName>
        </SMBIOS>
        <BuildConfig Name="retail" />
      </IoTProductSettings>
      """;

  @Test
  void readsAnIotDeviceModel() {
    DeclaredIdentity model = IotDeviceModelXml.read(("\uFEFF" + MODEL).getBytes(UTF_8), "m.xml");

    assertThat(model.findings()).isEmpty();
    assertThat(model.fields()).hasSize(6);
    assertThat(model.field(SmbiosField.SKU_NUMBER).orElseThrow().value()).isEqualTo("CK-01");
    assertThat(model.field(SmbiosField.FAMILY).orElseThrow().position()).hasToString("m.xml:3:48");
    assertThat(model.fact(Fact.ARCHITECTURE).orElseThrow().value()).isEqualTo("arm");
    assertThat(model.fact(Fact.OS_VERSION).orElseThrow().value()).isEqualTo("10.0.17763.1577");
    assertThat(model.fact(Fact.OCP_VERSION).orElseThrow().value()).isEqualTo("10.0.1.0");
  }

  @ParameterizedTest
  @CsvSource({
    "<Other/>,UC2022",
    "<DeviceInventory SchemaVersion='2'><MachineInfo/></DeviceInventory>,UC2022",
    "<DeviceInventory SchemaVersion='1'/>,UC2022",
    "<DeviceInventory,UC1001",
    "'<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><DeviceInventory/>',UC1001"
  })
  void saysWhyAFileIsNoIotDeviceModel(String xml, String code) {
    assertThat(IotDeviceModelXml.read(xml.replace('\'', '"').getBytes(UTF_8), "m.xml").findings())
        .extracting(Finding::code)
        .containsExactly(code);
  }

  @Test
  void warnsOfAnAttributeInOtherCapitals() {
    String typo = MODEL.replace("SKUNumber", "SkuNumber");

    assertThat(IotDeviceModelXml.read(typo.getBytes(UTF_8), "m.xml").findings())
        .extracting(f -> f.code() + " " + f.severity().wireName() + " " + f.message())
        .containsExactly("UC2023 warning MachineInfo has SkuNumber, not SKUNumber");
  }

  /** schemas/IoTDeviceModel.xsd is held against the same examples by the test of the schemas. */
  @ParameterizedTest
  @ValueSource(strings = {"valid", "invalid"})
  void refusesWhatTheSchemaRefusesAndSaysWhere(String kind) throws IOException {
    Path examples = SourceFiles.MODULE.resolve("../schemas/IoTDeviceModel").resolve(kind);
    try (Stream<Path> files = Files.list(examples)) {
      for (Path file : files.toList()) {
        DeclaredIdentity model = IotDeviceModelXml.read(Files.readAllBytes(file), "m.xml");

        assertThat(model.findings().isEmpty()).as("%s", file).isEqualTo(kind.equals("valid"));
        assertThat(model.findings())
            .as("%s", file)
            .allSatisfy(
                f -> {
                  assertThat(f.severity()).isEqualTo(Severity.ERROR);
                  assertThat(f.line()).isPositive();
                  assertThat(f.code()).isIn("UC1001", "UC2022", "UC2023", "UC2024");
                });
      }
    }
  }

  @Test
  void findsEachAttributeWhereItsQuoteOpens() {
    String xml =
        """
        <?xml version='1.0'?>
        <DeviceInventory SchemaVersion='1' BuildArch='arm'
         OSString='10.0.17763.1' OCPString='10.0.0.0'>
        <MachineInfo
          Manufacturer=' Family="no" > '
          x:Family =
         "Kiosk"
          ProductName='K' BaseboardProduct='&#65;' xmlns:x='y'/></DeviceInventory>"""
            .replace("\n", "\r\n");

    DeclaredIdentity model = IotDeviceModelXml.read(xml.getBytes(UTF_8), "m");

    assertThat(model.findings()).isEmpty();
    assertThat(model.fields().values().stream().map(l -> l.value() + " " + l.position()))
        .containsExactly(" Family=\"no\" >  m:5:16", "Kiosk m:7:2", "K m:8:15", "A m:8:36");
    assertThat(model.fact(Fact.OS_VERSION).orElseThrow().position()).hasToString("m:3:11");
  }

  @Test
  void readsSettings() {
    DeclaredIdentity settings = ProductSettingsXml.read(SETTINGS.getBytes(UTF_8), "s.xml");

    assertThat(settings.findings()).isEmpty();
    assertThat(settings.fields()).hasSize(6);
    assertThat(settings.field(SmbiosField.BASEBOARD_PRODUCT).orElseThrow().position().line())
        .isEqualTo(10);
    assertThat(settings.fact(Fact.BSP).orElseThrow().value()).isEqualTo("CK");
    assertThat(settings.fact(Fact.PRODUCT).orElseThrow().value()).isEqualTo("ContosoKiosk");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<IoTProductSettings><Name>x</Name></IoTProductSettings>", "<x/>"})
  void saysWhyAFileIsNoSettings(String xml) {
    assertThat(ProductSettingsXml.read(xml.getBytes(UTF_8), "s.xml").findings())
        .extracting(Finding::code)
        .containsExactly("UC2022");
  }

  @Test
  void readsSmbiosCfg() {
    DeclaredIdentity cfg =
        cfg(
            """
            \uFEFF# the board's table
            CFG:1
            VER:2.0
            Type,Offset,DataType,Data
            01,04,S,"Contoso, Ltd. # 1"   # a comma and a hash are data
             01 , 05 , S , "ContosoKiosk"
            01,19,S,"CK-01"
            01,1a,S,"Kiösk"
            02,05,S,"CK-BB-02"
            01,XX,S,"appended"
            03,05,I,0A
            01,08,I,00 01,02
            ADD:0B
            0B,04,I,01
            """);

    assertThat(cfg.findings()).isEmpty();
    assertThat(values(cfg))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                SmbiosField.MANUFACTURER, "Contoso, Ltd. # 1",
                SmbiosField.PRODUCT_NAME, "ContosoKiosk",
                SmbiosField.SKU_NUMBER, "CK-01",
                SmbiosField.FAMILY, "Kiösk",
                SmbiosField.BASEBOARD_PRODUCT, "CK-BB-02"));
    assertThat(cfg.field(SmbiosField.PRODUCT_NAME).orElseThrow().position())
        .hasToString("SMBIOS.CFG:6:16");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "`01,05,S,Kiosk`|ERROR|9",
        "`01,05,S,\"Kiosk`|ERROR|9",
        "`02,05,S,\"a\" b`|ERROR|13",
        "`02,05,S,“a”`|ERROR|9",
        "`01,05,X,\"Kiosk\"`|ERROR|7",
        "`01, 05 , I, 0x0A`|ERROR|13",
        "`03,05,S,Kiosk`|WARNING|9",
        "`03,05,I,0x0A`|WARNING|9",
        "`03,05,I,`|WARNING|9",
        "`03,05,I,0A \"a\"`|WARNING|12",
        "` 1,5,S,\"Kiosk\"`|WARNING|2",
        "`01,5,S,\"Kiosk\"`|WARNING|4",
        "`01,XY,S,\"Kiosk\"`|WARNING|4",
        "`01;05;S;\"Kiosk\"`|WARNING|1",
        "`ADD:xyz`|WARNING|5",
        "`ADD:0B 0C`|WARNING|8",
        "`hello`|WARNING|1"
      },
      delimiter = '|')
  void namesThePlaceThatItDoesNotUnderstand(String line, String severity, int column) {
    assertThat(cfg("# 1\n" + line + "\n01,04,S,\"Contoso\"\n"))
        .satisfies(
            cfg ->
                assertThat(cfg.findings())
                    .extracting(f -> f.code() + " " + f.severity() + " " + f.where())
                    .containsExactly("UC2020 " + severity + " SMBIOS.CFG:2" + ":" + column))
        .satisfies(cfg -> assertThat(cfg.fields()).hasSize(1));
  }

  @Test
  void theLaterOfTwoLinesCountsAndIsNamed() {
    DeclaredIdentity cfg = cfg("01,05,S,\"Old\"\n01,05,S,\"New\"\n");

    assertThat(values(cfg)).containsEntry(SmbiosField.PRODUCT_NAME, "New");
    assertThat(cfg.findings()).extracting(Finding::code).containsExactly("UC2021");
  }

  @Test
  void bytesAtANameAreNoName() {
    DeclaredIdentity cfg = cfg("01,04,S,\"Contoso\"\n01,05, I ,02\n");

    assertThat(cfg.fields()).containsOnlyKeys(SmbiosField.MANUFACTURER);
    assertThat(cfg.findings())
        .extracting(f -> f.code() + " " + f.where())
        .containsExactly("UC2019 SMBIOS.CFG:2:8");
  }

  @Test
  void stopsWhereTooMuchIsWrong() {
    assertThat(cfg("?\n".repeat(500_000)).findings())
        .hasSize(201)
        .last()
        .satisfies(f -> assertThat(f.line()).isEqualTo(201));
  }

  @Test
  void refusesBytesThatAreNotUtf8AndFilesThatAreTooLarge() {
    byte[] ansi = "\uFEFF# 1\r\n# \u00AE\n".getBytes(UTF_8);
    ansi[10] = (byte) 0xAE;
    assertThat(SmbiosCfg.read(ansi, "c").findings())
        .extracting(f -> f.code() + " " + f.where())
        .containsExactly("UC2020 c:2:3");
    assertThat(SmbiosCfg.read(new byte[(1 << 20) + 1], "c").findings())
        .extracting(Finding::message)
        .containsExactly("larger than 1 MiB, which no SMBIOS.CFG is");
    String comment = "<!--" + "x".repeat(1 << 20) + "-->";
    assertThat(IotDeviceModelXml.read((MODEL + comment).getBytes(UTF_8), "m").findings())
        .extracting(Finding::message)
        .containsExactly("larger than 1 MiB, which no such file of the kit is");
  }

  @ParameterizedTest
  @ValueSource(strings = {" ", ",", "0", "00 ", "\"", "\t"})
  void oneLongLineIsReadInLinearTime(String repeated) {
    String line = "03,05,I,00" + repeated.repeat(500_000 / repeated.length()) + "x";

    org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
        java.time.Duration.ofSeconds(10), () -> assertThat(cfg(line).findings()).hasSize(1));
  }

  static DeclaredIdentity cfg(String text) {
    return SmbiosCfg.read(text.getBytes(UTF_8), "SMBIOS.CFG");
  }

  private static Map<SmbiosField, String> values(DeclaredIdentity declared) {
    Map<SmbiosField, String> values = new java.util.EnumMap<>(SmbiosField.class);
    declared.fields().forEach((f, l) -> values.put(f, l.value()));
    return values;
  }
}
