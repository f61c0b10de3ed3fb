package dev.updatecenter.capability.format.inf;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.format.Executable;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.testing.TouchDriver;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InfJudgementTest {
  private static final Set<String> NAMES = Set.of("touch.inf", "touch.cat", "touch.sys");
  private static final Executable DRIVER =
      new Executable("touch.sys", Optional.of(Architecture.ARM), true, false, false);

  @Test
  void hasNothingAgainstASoundDriver() throws Exception {
    InfJudgement judgement = judge(TouchDriver.INF);

    assertThat(judgement.findings()).isEmpty();
    assertThat(judgement.hardwareIds())
        .containsExactly(Map.entry(Architecture.ARM, Set.of("ACPI\\CTSO0001", "ACPI\\CTSO0002")));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        // [Version]
        "$Windows NT$ | $Windows 95$ | UC3073 | 3:15",
        "[Version] | [Versions] | UC3073 | 0:0",
        "Class       = HIDClass | Klass = HIDClass | UC3073 | 2:1",
        "02/28/2026 | 02/30/2026 | UC3074 | 8:15",
        "02/28/2026 | 28.02.2026 | UC3074 | 8:15",
        "02/28/2026 | 2/28/2026 | UC3074 | 8:15",
        "10.0.2.0 | 10.0.x | UC3074 | 8:26",
        "10.0.2.0 | 10.0 | UC3074 | 8:26",
        "10.0.2.0 | 10.0.65536.0 | UC3074 | 8:26",
        "10.0.2.0 | 10.0.65535.0 | UC3154 | 8:26",
        "10.0.2.0 | 0.0.0.0 | UC3154 | 8:26",
        "02/28/2026 | 11/24/2026 | UC3153 | 8:15",
        "CatalogFile = touch.cat | ; | UC3076 | 2:1",
        "touch.cat | other.cat | UC3077 | 7:15",
        "HIDClass | HIDClassWithANameThatGoesOnTooLong | UC3150 | 4:15",
        "{745a17a0- | {745a17a0 | UC3151 | 5:15",
        "{745a17a0- | {4d36e96f- | UC3152 | 5:15",
        "= HIDClass | = Mouse | UC3152 | 5:15",
        "= HIDClass | = ContosoTouch | UC3152 | 5:15",
        "PnpLockDown = 1 | PnpLockDown = 0 | UC3155 | 9:15",
        "PnpLockDown = 1 | ; | UC3155 | 2:1",
        "\"Contoso, Ltd.\" | Microsoft | UC3156 | 6:15",
        // [Manufacturer] and Models
        "[Manufacturer] | [Manufacturers] | UC3157 | 0:0",
        "Models,NTarm | Models,NTarm,NTamd64 | UC3157 | 12:13",
        "Models,NTarm | Models | UC3158 | 12:13",
        "Models,NTarm | Models,NTarm,NT | UC3158 | 12:26",
        "Models,NTarm | Models,NTmips | UC3158 | 12:20",
        "Models,NTarm | Models,NTarm.10.0.1 | UC3175 | 12:20",
        "Models,NTarm | Models,NTarm....0x80 | UC3175 | 12:20",
        "= Touch, ACPI\\CTSO0001 | = Tuch, ACPI\\CTSO0001 | UC3159 | 15:12",
        "ACPI\\CTSO0001 | ACPI\\CTSO 0001 | UC3160 | 15:19",
        "ACPI\\CTSO0001 | ACPI/CTSO0001 | UC3160 | 15:19",
        "ACPI\\CTSO0001 | USB\\VID_46D&PID_C52B | UC3160 | 15:19",
        "ACPI\\CTSO0001 | USB\\VID_046D&PID_C52 | UC3160 | 15:19",
        "ACPI\\CTSO0001 | PCI\\VEN_10EG | UC3160 | 15:19",
        "Touch, ACPI\\CTSO0001 | Touch | UC3160 | 15:1",
        "ACPI\\CTSO0002 | acpi\\ctso0001 | UC3161 | 16:19",
        // files
        "CopyFiles = Touch.Files | CopyFiles = touch.sys | UC3162 | 28:13",
        "AddReg    = Touch.Registry | AddReg = Touch.Reg | UC3162 | 29:10",
        "0x00000002,Touch.Service | 0x00000002,Touch.Srv | UC3162 | 38:38",
        "0x00000002,Touch.Service | 0x00000002 | UC3162 | 38:14",
        "touch.sys = 1 | other.sys = 1 | UC3163 | 32:1",
        "[SourceDisksFiles] | [SourceDisksFiles.amd64] | UC3163 | 32:1",
        "touch.sys = 1 | touch.sys = 1,sub | UC3164 | 22:1",
        "touch.sys = 1 | touch.sys = 1,..\\sub | UC3164 | 22:1",
        "1 = %Disk% | 1 = %Disk%,,,\\sub | UC3164 | 22:1",
        "touch.sys = 1 | touch.sys = 2 | UC3168 | 22:13",
        "Touch.Files = 13 | Other.Files = 13 | UC3165 | 28:13",
        "Touch.Files = 13 | Touch.Files = 12 | UC3166 | 25:15",
        "%13%\\touch.sys | %13%\\tuch.sys | UC3167 | 44:17",
        "StartType     = 3 | ; | UC3169 | 40:1",
        // universal
        "[Touch.Registry] | [ClassInstall32] | UC3170 | 34:1",
        "[Touch.Registry] | [Touch.NT.CoInstallers] | UC3170 | 34:1",
        "[Touch.Registry] | [Touch.NT.FactDef] | UC3170 | 34:1",
        "[Touch.Registry] | [Touch.NT.LogConfigOverride] | UC3170 | 34:1",
        "[Touch.Registry] | [DefaultInstall] | UC3170 | 34:1",
        "AddReg    = | DelReg = | UC3171 | 29:1",
        "AddReg    = | RegisterDlls = | UC3171 | 29:1",
        "CopyFiles = | RenFiles = | UC3171 | 28:1",
        "HKR,,Rot | HKLM,SOFTWARE\\Contoso,Rot | UC3172 | 35:1",
        "HKR,,Rot | HKLM,SOFTWARE\\Classesx,Rot | UC3172 | 35:1",
        "Rotation | CoInstallers32 | UC3173 | 35:6",
        "Touch.Files = 13 | Touch.Files = 24 | UC3174 | 25:15",
        "Touch.Files = 13 | Touch.Files = 10 | UC3174 | 25:15",
        "Touch.Files = 13 | Touch.Files = 13,sub | UC3176 | 32:1",
        "0x00010001 | 0x00010008 | UC3177 | 35:15",
      })
  void saysEachFaultAtItsPlace(String what, String by, String code, String where) throws Exception {
    assertThat(judge(TouchDriver.INF.replace(what, by)).findings())
        .filteredOn(f -> f.code().equals(code))
        .extracting(f -> f.line() + ":" + f.column())
        .contains(where);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "$Windows NT$ | $CHICAGO$",
        "02/28/2026 | 11/22/2026",
        "10.0.2.0 | 65534.0.0.1",
        "{745a17a0 | {745A17A0",
        "Models,NTarm | Models,ntARM",
        "ACPI\\CTSO0001 | *PNP0C50",
        "Models,NTarm | Models,NTarm,NTia64",
        "%13%\\touch.sys | %13%\\touch.sys -k x",
        "ACPI\\CTSO0001 | SERIAL_MOUSE",
        "ACPI\\CTSO0001 | USB\\VID_046D&PID_C52B&MI_00",
        "ACPI\\CTSO0001 | USB\\ROOT_HUB30",
        "ACPI\\CTSO0001 | PCI\\VEN_8086&DEV_1533",
        "[Touch.NT] | [Touch]",
        "[Touch.NT] | [Touch.NTarm]",
        "CopyFiles = Touch.Files | CopyFiles = Touch.Files,@touch.sys",
        "[SourceDisksFiles] | [SourceDisksFiles.arm]",
        "[Touch.Files] | [TOUCH.FILES]",
        "Touch.Files = 13 | DefaultDestDir = 13",
        "%13%\\touch.sys | %12%\\WUDFRd.sys",
        "HKR,,Rot | HKCR,CLSID\\x,Rot",
        "HKR,,Rot | HKLM,SOFTWARE\\Classes\\CLSID,Rot",
        "1 = %Disk% | 1 = %Disk%,,,\\",
      })
  void letsPassWhatWindowsTakes(String what, String by) throws Exception {
    String inf = TouchDriver.INF.replace(what, by);
    if (what.equals("[Touch.NT]")) {
      inf = inf.replace("[Touch.NT.Services]", by.replace("]", ".Services]"));
    }
    if (by.contains("@touch.sys")) {
      inf = inf.replace("Touch.Files = 13", "Touch.Files = 13\nDefaultDestDir = 13");
    }
    assertThat(judge(inf).findings()).isEmpty();
  }

  @Test
  void looksForFilesBesideTheInf() throws Exception {
    InfFile inf =
        InfFile.parse(TouchDriver.INF.getBytes(StandardCharsets.US_ASCII), "sub\\touch.inf");
    InfSurroundings beside =
        around(Set.of("sub/touch.inf", "sub/touch.cat", "sub/touch.sys"), Map.of());

    assertThat(InfJudgement.of(inf, beside).findings()).isEmpty();
    assertThat(InfJudgement.of(inf, around(NAMES, Map.of())).findings())
        .extracting(Finding::code)
        .containsExactlyInAnyOrder("UC3077", "UC3164");
  }

  @Test
  void saysWhatIsBuiltForAnotherProcessor() throws Exception {
    Executable x86 = new Executable("touch.sys", Optional.of(Architecture.X86), true, false, false);
    InfFile inf = InfFile.parse(TouchDriver.INF.getBytes(StandardCharsets.US_ASCII), "touch.inf");

    assertThat(InfJudgement.of(inf, around(NAMES, Map.of("touch.sys", x86))).findings())
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo("UC3081"))
        .satisfies(f -> assertThat(f.where()).isEqualTo("touch.inf:22:1"));
  }

  /** A manifest places the files of a CBS package, and its own catalog covers them. */
  @Test
  void leavesPlacesAndCatalogToTheManifestOfACbsPackage() throws Exception {
    String text = TouchDriver.INF.replace("Touch.Files = 13", "Touch.Files = 12,UMDF");
    InfFile inf = InfFile.parse(text.getBytes(StandardCharsets.US_ASCII), "Windows\\INF\\t.inf");
    InfSurroundings cbs =
        new InfSurroundings(
            Set.of("touch.sys"), Map.of(), InfSurroundings.Layout.BY_MANIFEST, Optional.empty());

    assertThat(InfJudgement.of(inf, cbs).findings()).isEmpty();
  }

  @Test
  void adviceWeighsLessThanFaults() throws Exception {
    assertThat(weight("Touch.Files = 13", "Touch.Files = 12", "UC3166")).isEqualTo(Severity.NOTE);
    assertThat(weight("PnpLockDown = 1", "", "UC3155")).isEqualTo(Severity.WARNING);
    assertThat(weight("Touch.Files = 13", "Touch.Files = 24", "UC3174")).isEqualTo(Severity.ERROR);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Wdf | KmdfService = ContosoTouch, Lost | 35:29",
        "Wdf | UmdfService = ContosoTouch, Lost | 35:29",
        "Events | AddEventProvider = {b5b8e5d1-3a3a-4b5d-8c6c-2fb7c8d2f3a1}, Lost | 35:60",
        "Components | AddComponent = Panel,, Lost | 35:24",
        "Software | AddSoftware = Panel,, Lost | 35:23",
        "Filters | AddFilter = Touch,, Lost | 35:21",
      })
  void missesTheSectionThatADirectiveLeadsTo(String kin, String line, String place)
      throws Exception {
    String more = "[Touch.NT." + kin + "]\n" + line + "\n";
    int at = TouchDriver.INF.indexOf("[Touch.Registry]");
    String inf = TouchDriver.INF.substring(0, at) + more + TouchDriver.INF.substring(at);

    assertThat(judge(inf).findings())
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo("UC3162"))
        .satisfies(f -> assertThat(f.where()).isEqualTo("touch.inf:" + place));
    assertThat(judge(inf + "[Lost]\nx = y\n").findings()).isEmpty();
  }

  /** "INF Models Section": an empty one shuts a system out. */
  @Test
  void sectionMayShutAProcessorOutWhereAnotherHasDevices() throws Exception {
    String all = TouchDriver.INF.substring(TouchDriver.INF.indexOf("%Device%"));
    String devices = all.substring(0, all.indexOf("\n\n"));

    assertThat(weight("Models,NTarm\n", "Models,NTarm,NTx86\n[Models.NTx86]\n", "UC3160"))
        .isEqualTo(Severity.WARNING);
    assertThat(weight(devices, "", "UC3160")).isEqualTo(Severity.ERROR);
  }

  private static Severity weight(String what, String by, String code) throws Exception {
    return judge(TouchDriver.INF.replace(what, by)).findings().stream()
        .filter(f -> f.code().equals(code))
        .findFirst()
        .orElseThrow()
        .severity();
  }

  private static InfJudgement judge(String inf) throws Exception {
    return InfJudgement.of(
        InfFile.parse(inf.getBytes(StandardCharsets.US_ASCII), "touch.inf"),
        around(NAMES, Map.of("touch.sys", DRIVER)));
  }

  private static InfSurroundings around(Set<String> names, Map<String, Executable> executables) {
    return new InfSurroundings(
        names, executables, InfSurroundings.Layout.BY_INF, Optional.of(LocalDate.of(2026, 11, 22)));
  }
}
