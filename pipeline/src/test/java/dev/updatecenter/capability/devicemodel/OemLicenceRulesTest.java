package dev.updatecenter.capability.devicemodel;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.testing.SmbiosTableBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OemLicenceRulesTest {
  private static final MachineInfo GOOD =
      new MachineInfo("Contoso", "Kiosk", "ContosoKiosk", "CK-01", "Arrow", "CK-BB-02");
  private static final String X32 = "abcdefghijklmnopqrstuvwxyz012345";

  private final Path folder;

  OemLicenceRulesTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void hasNothingAgainstAGoodDevice() {
    assertThat(OemLicenceRules.check(GOOD)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(SmbiosField.class)
  void asksForAllFieldsButTheBoardsManufacturer(SmbiosField field) {
    assertThat(codes(field, ""))
        .isEqualTo(
            field == SmbiosField.BASEBOARD_MANUFACTURER ? List.of() : List.of("UC2010 ERROR"));
    assertThat(codes(field, "  ")).isEqualTo(codes(field, ""));
  }

  @Test
  void allows64CharactersAndAdvises32() {
    String x64 = X32 + X32;
    assertThat(codes(SmbiosField.PRODUCT_NAME, x64)).isEmpty();
    assertThat(codes(SmbiosField.PRODUCT_NAME, x64 + "x")).containsExactly("UC2011 ERROR");
    assertThat(codes(SmbiosField.BASEBOARD_PRODUCT, x64 + "x")).containsExactly("UC2012 WARNING");
    assertThat(codes(SmbiosField.SKU_NUMBER, X32)).isEmpty();
    assertThat(codes(SmbiosField.SKU_NUMBER, X32 + "x")).containsExactly("UC2012 WARNING");
    assertThat(codes(SmbiosField.FAMILY, X32 + "x")).isEmpty();
  }

  @Test
  void countsCharactersNotBytes() {
    assertThat(codes(SmbiosField.PRODUCT_NAME, "\uD83D\uDE00x".repeat(32))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "MANUFACTURER,' Contoso',UC2013 ERROR",
    "FAMILY,'Kiosk ',UC2013 ERROR",
    "BASEBOARD_PRODUCT,'CK ',UC2013 WARNING",
    "SKU_NUMBER,'C\u200BK',UC2014 ERROR",
    "SKU_NUMBER,'C\u00A0K',UC2014 ERROR",
    "PRODUCT_NAME,'C\uFFFDK',UC2014 ERROR",
    "BASEBOARD_MANUFACTURER,'A\u0001B',UC2014 WARNING",
    "BASEBOARD_MANUFACTURER,Fabrikam,UC2016 WARNING",
    "BASEBOARD_PRODUCT,ContosoKiosk_v01,UC2016 WARNING",
    "SKU_NUMBER,ContosoKiosk01,UC2016 WARNING",
    "BASEBOARD_PRODUCT,' CONTOSOKIOSK_V01',UC2013 WARNING|UC2016 WARNING",
    "MANUFACTURER,'Fabrikam, Inc.',UC2018 WARNING",
    "MANUFACTURER,northwind traders,UC2018 WARNING",
    "FAMILY,FabrikamFamily,UC2018 WARNING",
    "PRODUCT_NAME,SecureSample,UC2018 WARNING",
    "BASEBOARD_PRODUCT,SampleA_v01,UC2018 WARNING",
    "SKU_NUMBER,'\u00A0CK',UC2013 ERROR|UC2014 ERROR",
    "SKU_NUMBER,'CK\t',UC2013 ERROR|UC2014 ERROR",
    "SKU_NUMBER,'none\u200B',UC2014 ERROR|UC2015 ERROR",
    "FAMILY,contoso Kiosk,UC2017 WARNING",
    "BASEBOARD_MANUFACTURER,None,UC2015 WARNING"
  })
  void flags(SmbiosField field, String value, String finding) {
    assertThat(codes(field, value)).containsExactly(finding.split("\\|"));
  }

  @ParameterizedTest
  @ValueSource(
      ints = {
        0x00, 0x09, 0x7F, 0x85, 0xA0, 0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x1680, 0x17B4, 0x180B,
        0x180E, 0x2000, 0x2007, 0x200B, 0x200C, 0x200D, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A,
        0x202E, 0x202F, 0x205F, 0x2060, 0x2063, 0x2066, 0x2069, 0x2800, 0x3000, 0x3164, 0xE000,
        0xFDD0, 0xFE0F, 0xFEFF, 0xFFA0, 0xFFF9, 0xFFFD, 0xFFFE, 0x1D159, 0x1D173, 0xE0001, 0xE0020,
        0xE0100, 0xF0000, 0x10FFFF
      })
  void seesTheInvisible(int character) {
    assertThat(codes(SmbiosField.FAMILY, "Ki" + Character.toString(character) + "osk"))
        .containsExactly("UC2014 ERROR");
    assertThat(codes(SmbiosField.BASEBOARD_PRODUCT, "Ki" + Character.toString(character) + "osk"))
        .containsExactly("UC2014 WARNING");
  }

  @ParameterizedTest
  @ValueSource(strings = {"Kiösk", "製品", "é", "Ки", "\uD83D\uDE00 1", "K+S", "a b", "ﬁ"})
  void takesWhatCanBeSeenAsItIs(String text) {
    assertThat(codes(SmbiosField.FAMILY, text)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"LG,Algebra,", "LG,LG TV,UC2017 WARNING", "Contoso,MyContosoKiosk,UC2017 WARNING"})
  void findsTheMakerInItsFamily(String manufacturer, String family, String finding) {
    MachineInfo info = new MachineInfo(manufacturer, family, "P1", "S1", "Arrow", "B1");

    assertThat(codes(OemLicenceRules.check(info)))
        .isEqualTo(finding == null ? List.of() : List.of(finding));
  }

  @Test
  void knowsTheKitsBoardAlsoWhereTheProductIsNamedElsewhere() {
    assertThat(codes(OemLicenceRules.check(KitFilesTest.cfg("02,05,S,\"GateOne_v01\""))))
        .containsExactly("UC2016 WARNING");
    String settings =
        KitFilesTest.SETTINGS
            .replace("<Name>ContosoKiosk</Name>", "<Name>GateOne</Name>")
            .replace("CK-BB-03", "GateOne_v01");
    assertThat(codes(OemLicenceRules.check(ProductSettingsXml.read(settings.getBytes(UTF_8), "s"))))
        .containsExactly("UC2016 WARNING");
  }

  @Test
  void flagsTheKitsFamily() {
    assertThat(codes(SmbiosField.FAMILY, "ContosoFamily"))
        .containsExactlyInAnyOrder("UC2016 WARNING", "UC2017 WARNING");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "To be filled by O.E.M.",
        "TO BE SET",
        "o.e.m. thing",
        "System Product Name",
        "Unknown Product",
        "OEM",
        "none",
        "System Name",
        "System Version",
        "System manufacturer",
        "System SKU#",
        "Default string",
        "Undefined",
        "Not Specified",
        "Not Applicable",
        "Not Available",
        "INVALID",
        "TBD by OEM",
        "All Series",
        "N/A",
        "Unknown",
        "0",
        "000",
        "xxxxxxxx",
        "....",
        "\uD83D\uDE00\uD83D\uDE00",
        " \t None",
        "-"
      })
  void knowsThePlaceholder(String text) {
    assertThat(codes(SmbiosField.SKU_NUMBER, text)).contains("UC2015 ERROR");
  }

  @ParameterizedTest
  @ValueSource(strings = {"OEMx", "Nonesuch", "1", "A", "001", "Known", "Series 7"})
  void takesARealTextForOne(String text) {
    assertThat(codes(SmbiosField.SKU_NUMBER, text)).isEmpty();
  }

  @Test
  void callsNothingAKitDefaultWhereTheNameIsUnknown() {
    assertThat(OemLicenceRules.check(KitFilesTest.cfg("01,19,S,\"01\"\n01,1A,S,\"Family\"")))
        .isEmpty();
  }

  @Test
  void judgesTheTableItself() throws IOException {
    SmbiosTableBuilder builder =
        new SmbiosTableBuilder()
            .bios("Contoso", "1", 0, 1, 1)
            .structure(1, new byte[] {1, 9, 0, 0}, "Contoso");

    assertThat(check(builder, 3))
        .containsExactly(
            "UC2005 ERROR",
            "UC2006 ERROR",
            "UC2007 ERROR",
            "UC2010 ERROR",
            "UC2010 ERROR",
            "UC2010 ERROR",
            "UC2010 ERROR",
            "UC2008 WARNING");
    assertThat(check(SmbiosTableBuilder.contosoKiosk(), 4)).isEmpty();
  }

  @Test
  void placesFindingsWhereAFileDeclaresTheField() {
    DeclaredIdentity declared =
        SmbiosCfg.read("# x\n01,04,S,\"OEM\"\n".getBytes(UTF_8), "SMBIOS.CFG");

    assertThat(OemLicenceRules.check(declared))
        .singleElement()
        .satisfies(f -> assertThat(f.where()).isEqualTo("SMBIOS.CFG:2:9"));
  }

  private List<String> check(SmbiosTableBuilder builder, int minor) throws IOException {
    Path dump = Files.write(folder.resolve("d"), builder.dump(builder.entryPoint32(2, minor)));
    return codes(SmbiosTable.read(dump).findings());
  }

  private static List<String> codes(SmbiosField field, String value) {
    Map<SmbiosField, String> values = new EnumMap<>(SmbiosField.class);
    for (SmbiosField each : SmbiosField.values()) {
      values.put(each, each == field ? value : GOOD.get(each));
    }
    return codes(OemLicenceRules.check(MachineInfo.of(values)));
  }

  private static List<String> codes(List<Finding> findings) {
    assertThat(findings)
        .allMatch(f -> f.severity() != Severity.NOTE && !f.why().isEmpty() && !f.fix().isEmpty());
    return findings.stream().map(f -> f.code() + " " + f.severity()).toList();
  }
}
