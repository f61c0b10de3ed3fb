package dev.updatecenter.capability.format.inf;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.capability.format.MalformedPackageException;
import dev.updatecenter.kernel.core.Finding;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InfFileTest {
  private static final String SOUND =
      """
      ; the touch controller
      [Version]
      Signature = "$Windows NT$" ; quoted
      Class     = HIDClass
      ClassGuid = {745a17a0-74d3-11d0-b6fe-00a0c90f57da}
      Provider  = %Contoso%
      DriverVer = 02/28/2026,10.0.2.0
      CatalogFile.NTarm = touch.cat
      [Manufacturer]
      %Contoso% = Standard, \\
                  NTarm
      [SourceDisksFiles]
      "a;b.sys" = 1,,"x, ""y""\"
      touch.sys
      [DestinationDirs]
      DefaultDestDir = %13%, 100%%
      [MANUFACTURER]
      Other = Second
      [Strings]
      Contoso = "Contoso, Ltd."
      """;

  @Test
  void readsVersionWithStringsPutIn() throws Exception {
    InfFile inf = parse(SOUND);
    assertThat(inf.findings()).isEmpty();
    InfVersion v = inf.version();
    assertThat(v.signature()).isEqualTo("$Windows NT$");
    assertThat(v.driverClass()).isEqualTo("HIDClass");
    assertThat(v.provider()).isEqualTo("Contoso, Ltd.");
    assertThat(v.driverDate()).contains(LocalDate.of(2026, 2, 28));
    assertThat(v.driverVersion().orElseThrow()).hasToString("10.0.2.0");
    assertThat(v.catalogFiles()).containsEntry("catalogfile.ntarm", "touch.cat");
    assertThat(v.line()).isEqualTo(2);
  }

  @Test
  void mergesSectionsJoinsLinesAndKeepsNumbers() throws Exception {
    InfFile inf = parse(SOUND);
    assertThat(inf.section("Manufacturer")).extracting(InfLine::line).containsExactly(10, 18);
    assertThat(inf.section("manufacturer").get(0).values()).containsExactly("Standard", "NTarm");
    InfLine quoted = inf.section("SourceDisksFiles").get(0);
    assertThat(quoted.key()).isEqualTo("a;b.sys");
    assertThat(quoted.values()).containsExactly("1", "", "x, \"y\"");
    assertThat(inf.section("SourceDisksFiles").get(1).values()).containsExactly("touch.sys");
    assertThat(inf.section("DestinationDirs").get(0).values()).containsExactly("%13%", "100%");
  }

  @Test
  void readsUtf16WithMarkAndAnsi() throws Exception {
    byte[] utf16 = ("\uFEFF" + SOUND.replace("Ltd", "Łtd")).getBytes(StandardCharsets.UTF_16LE);
    assertThat(InfFile.parse(utf16, "t.inf").version().provider()).isEqualTo("Contoso, Łtd.");
    byte[] ansi = SOUND.replace("Ltd", "Ütd").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(InfFile.parse(ansi, "t.inf").version().provider()).isEqualTo("Contoso, Ütd.");
  }

  @Test
  void refusesUtf16WithoutMark() {
    byte[] bytes = SOUND.getBytes(StandardCharsets.UTF_16LE);
    assertThatThrownBy(() -> InfFile.parse(bytes, "t.inf"))
        .isInstanceOf(MalformedPackageException.class)
        .hasMessageContaining("without its mark");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "; the touch controller | loose line | UC3071 | 1",
        "[Manufacturer] | [Manufacturer | UC3072 | 9",
        "\"Contoso, Ltd.\" | \"Contoso, Ltd. | UC3072 | 20",
        "$Windows NT$ | $Windows 95$ | UC3073 | 3",
        "[Version] | [Versions] | UC3073 | 0",
        "Class     = | Klass = | UC3073 | 2",
        "02/28/2026 | 02/30/2026 | UC3074 | 7",
        "02/28/2026 | 28.02.2026 | UC3074 | 7",
        "10.0.2.0 | 10.0.x | UC3074 | 7",
        "10.0.2.0 | 10.0.99999.0 | UC3074 | 7",
        "Provider  = %Contoso% | Provider = %Fabrikam% | UC3075 | 6"
      })
  void saysEachFaultAtItsLine(String what, String by, String code, int line) throws Exception {
    assertThat(parse(SOUND.replace(what, by)).findings())
        .anySatisfy(
            f -> {
              assertThat(f.code()).isEqualTo(code);
              assertThat(f.line()).isEqualTo(line);
            });
  }

  @Test
  void stopsPuttingInStringsThatWouldFillTheMemory() throws Exception {
    String bomb =
        "[Strings]\na=\"" + "x".repeat(1 << 20) + "\"\n[S]\n" + "%a%%a%%a%%a%\n".repeat(100);
    assertThat(parse(bomb).findings())
        .extracting(Finding::message)
        .anyMatch(m -> m.contains("MiB"));
  }

  @Test
  void doesNotDrownInFindings() throws Exception {
    assertThat(parse("x\n".repeat(100_000)).findings()).hasSizeLessThanOrEqualTo(500);
  }

  private static InfFile parse(String text) throws MalformedPackageException {
    return InfFile.parse(text.getBytes(StandardCharsets.ISO_8859_1), "touch.inf");
  }
}
