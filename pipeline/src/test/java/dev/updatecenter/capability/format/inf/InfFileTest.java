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
      %Contoso% = Standard, \\ ; goes on
                  NTarm, \\
        NTamd64.10.0...17763
      [SourceDisksFiles]
      "a;b.sys" = 1,,"x, ""y""\"
      touch.sys
      [DestinationDirs]
      DefaultDestDir = %13%, 100%%
      [MANUFACTURER] ; the same
      Other = Second
      [;; Section of its own ]
      HKR,,"a=b",,c=d
      Long = SomeDirectory\\\\
      ,SomeFile
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
    assertThat(inf.catalogs()).containsExactly("touch.cat");
    assertThat(v.line()).isEqualTo(2);
  }

  @Test
  void mergesSectionsJoinsLinesAndKeepsNumbers() throws Exception {
    InfFile inf = parse(SOUND);
    assertThat(inf.section("Manufacturer")).extracting(InfLine::line).containsExactly(10, 19);
    assertThat(inf.section("manufacturer").get(0).values())
        .containsExactly(
            new InfValue("Standard", 10, 13),
            new InfValue("NTarm", 11, 13),
            new InfValue("NTamd64.10.0...17763", 12, 3));
    InfLine quoted = inf.section("SourceDisksFiles").get(0);
    assertThat(quoted.key()).isEqualTo(new InfValue("a;b.sys", 14, 1));
    assertThat(quoted.values())
        .containsExactly(
            new InfValue("1", 14, 13), new InfValue("", 14, 15), new InfValue("x, \"y\"", 14, 16));
    assertThat(inf.section("SourceDisksFiles").get(1).text(0)).isEqualTo("touch.sys");
    assertThat(inf.section("DestinationDirs").get(0).values())
        .extracting(InfValue::text)
        .containsExactly("%13%", "100%");
  }

  @Test
  void takesEqualsSignsBehindCommasForData() throws Exception {
    InfLine line = parse(SOUND).section(";; section of its own").get(0);
    assertThat(line.key()).isEqualTo(new InfValue("", 21, 1));
    assertThat(line.values())
        .extracting(InfValue::text)
        .containsExactly("HKR", "", "a=b", "", "c=d");
  }

  /** Of two backslashes at the end Windows ignores the first and takes the second to go on. */
  @Test
  void takesTwoBackslashesAtTheEndForOneThatGoesOn() throws Exception {
    assertThat(parse(SOUND).section(";; Section of its own").get(1).values())
        .containsExactly(new InfValue("SomeDirectory", 22, 8), new InfValue("SomeFile", 23, 2));
  }

  @Test
  void readsUtf16WithMarkAndAnsi() throws Exception {
    byte[] utf16 = ("\uFEFF" + SOUND.replace("Ltd", "Łtd")).getBytes(StandardCharsets.UTF_16LE);
    assertThat(InfFile.parse(utf16, "t.inf").version().provider()).isEqualTo("Contoso, Łtd.");
    byte[] ansi = SOUND.replace("Ltd", "Ütd").getBytes(StandardCharsets.ISO_8859_1);
    assertThat(InfFile.parse(ansi, "t.inf").version().provider()).isEqualTo("Contoso, Ütd.");
    assertThat(InfFile.parse(ansi, "t.inf").findings()).isEmpty();
  }

  @Test
  void readsUtf8AndSaysThatWindowsDoesNot() throws Exception {
    String text = SOUND.replace("Ltd", "Łtd");
    InfFile marked = InfFile.parse(("\uFEFF" + text).getBytes(StandardCharsets.UTF_8), "t.inf");
    assertThat(marked.version().provider()).isEqualTo("Contoso, Łtd.");
    assertThat(marked.findings()).extracting(Finding::code).containsExactly("UC3078");
    InfFile bare = InfFile.parse(text.getBytes(StandardCharsets.UTF_8), "t.inf");
    assertThat(bare.findings()).extracting(Finding::code).containsExactly("UC3078");
  }

  @Test
  void refusesUtf16WithoutMarkOrWithTheOtherOne() {
    for (byte[] bytes :
        new byte[][] {
          SOUND.getBytes(StandardCharsets.UTF_16LE), SOUND.getBytes(StandardCharsets.UTF_16)
        }) {
      assertThatThrownBy(() -> InfFile.parse(bytes, "t.inf"))
          .isInstanceOfSatisfying(
              MalformedPackageException.class, e -> assertThat(e.code()).isEqualTo("UC3070"));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "; the touch controller | loose line | UC3071 | 1",
        "[Manufacturer] | [Manufacturer | UC3072 | 9",
        "[Manufacturer] | [Manufacturer] x | UC3072 | 9",
        "\"Contoso, Ltd.\" | \"Contoso, Ltd. | UC3072 | 25",
        "Provider  = %Contoso% | Provider = %Fabrikam% | UC3075 | 6",
        "NTamd64.10.0...17763 | %Fabrikam% | UC3075 | 12",
      })
  void saysEachFaultAtItsLine(String what, String by, String code, int line) throws Exception {
    assertThat(parse(SOUND.replace(what, by)).findings())
        .anySatisfy(
            f -> {
              assertThat(f.code()).isEqualTo(code);
              assertThat(f.line()).isEqualTo(line);
              assertThat(f.column()).isPositive();
            });
  }

  /** Windows takes all strings from the section of its language, where there is one. */
  @Test
  void wantsEachStringInEachLanguage() throws Exception {
    String german = SOUND + "[Strings.0407]\nContoso = \"Contoso GmbH\"\n";
    assertThat(parse(german).findings()).isEmpty();
    assertThat(parse(german).version().provider()).isEqualTo("Contoso, Ltd.");
    assertThat(parse(german.replace("Contoso = \"Contoso GmbH\"", "X = 1")).findings())
        .isNotEmpty()
        .allSatisfy(f -> assertThat(f.message()).contains("[Strings.0407]"));
    InfFile only = parse(german.replace("Contoso = \"Contoso, Ltd.\"", ""));
    assertThat(only.version().provider()).isEqualTo("Contoso GmbH");
    assertThat(only.findings()).extracting(Finding::code).containsOnly("UC3075");
  }

  @Test
  void saysWhatIsLongerThanWindowsReads() throws Exception {
    String long4096 = "x".repeat(4096);
    assertThat(parse("[S]\na = " + long4096 + "\n").findings())
        .singleElement()
        .satisfies(f -> assertThat(f.where()).isEqualTo("touch.inf:2:5"));
    assertThat(parse("[S]\na = " + long4096.substring(1) + "\n").findings()).isEmpty();
    assertThat(parse("[" + "n".repeat(256) + "]\n").findings())
        .extracting(Finding::code)
        .containsExactly("UC3079");
    assertThat(parse("[S]\na=%b%%b%\n[Strings]\nb=" + "y".repeat(3000) + "\n").findings())
        .extracting(Finding::code)
        .containsExactly("UC3079");
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
  void stopsReadingWhatHasTooManyValues() throws Exception {
    for (String line : new String[] {"a,".repeat(300_000), "a\n".repeat(300_000)}) {
      assertThat(parse("[S]\n" + line).findings())
          .extracting(Finding::message)
          .contains("the INF has more than 200000 values");
    }
    assertThat(parse("[S]\n" + ",\\\n".repeat(1_000_000)).findings()).isNotEmpty();
  }

  @Test
  void doesNotDrownInFindings() throws Exception {
    assertThat(parse("x\n".repeat(100_000)).findings()).hasSizeLessThanOrEqualTo(500);
  }

  private static InfFile parse(String text) throws MalformedPackageException {
    return InfFile.parse(text.getBytes(StandardCharsets.ISO_8859_1), "touch.inf");
  }
}
