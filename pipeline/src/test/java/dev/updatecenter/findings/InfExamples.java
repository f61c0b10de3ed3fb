package dev.updatecenter.findings;

import static dev.updatecenter.findings.Judges.inspect;

import dev.updatecenter.testing.PeBuilder;
import dev.updatecenter.testing.TouchDriver;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Consumer;

/** Driver cabinets: a sound one, and one with a single text of its INF or file changed. */
final class InfExamples {
  private static final String CABINET = "touch.cab";

  private InfExamples() {}

  static List<FindingExample> all() {
    return List.of(
        of("UC3070", d -> d.file("touch.inf", TouchDriver.INF.getBytes(StandardCharsets.UTF_16LE))),
        of("UC3071", "[Version]", "touch controller\n[Version]"),
        of("UC3072", "[Version]", "[Version"),
        of("UC3073", "ClassGuid ", "ClassGid "),
        of("UC3074", "02/28/2026", "28.02.2026"),
        of("UC3075", "Provider    = %Contoso%", "Provider    = %Fabrikam%"),
        of("UC3076", "CatalogFile = touch.cat", "; CatalogFile"),
        of("UC3077", "CatalogFile = touch.cat", "CatalogFile = other.cat"),
        of(
            "UC3078",
            d ->
                d.file("touch.inf", ("\uFEFF" + TouchDriver.INF).getBytes(StandardCharsets.UTF_8))),
        of("UC3079", "\"Installation disk\"", "\"" + "x".repeat(5000) + "\""),
        of("UC3080", d -> d.file("touch.sys", "MZ".getBytes(StandardCharsets.US_ASCII))),
        of("UC3081", d -> d.file("touch.sys", PeBuilder.driver(PeBuilder.X86).build())),
        of("UC3082", d -> d.file("touch.sys", PeBuilder.driver(0x0200).build())),
        of("UC3150", "= HIDClass", "= ContosoTouchControllersOfTheKioskLine"),
        of("UC3151", "{745a17a0-74d3-11d0-b6fe-00a0c90f57da}", "745a17a0"),
        of("UC3152", "= HIDClass", "= Mouse"),
        of("UC3153", "02/28/2026", "02/28/2099"),
        of("UC3154", "10.0.2.0", "0.0.0.0"),
        of("UC3155", "PnpLockDown = 1", "PnpLockDown = 0"),
        of("UC3156", "\"Contoso, Ltd.\"", "\"Microsoft\""),
        of("UC3157", "[Models.NTarm]", "[Models]"),
        of("UC3158", "Models,NTarm", "Models,ARM"),
        of("UC3159", "[Touch.NT]", "[Tuch.NT]"),
        of("UC3160", "ACPI\\CTSO0001", "ACPI/CTSO0001"),
        of("UC3161", "ACPI\\CTSO0002", "ACPI\\CTSO0001"),
        of("UC3162", "CopyFiles = Touch.Files", "CopyFiles = touch.sys"),
        of("UC3163", "[SourceDisksFiles]", "[SourceDisksFiles.amd64]"),
        of("UC3164", "touch.sys = 1", "touch.sys = 1,arm"),
        of("UC3165", "Touch.Files = 13", "Touch.Fils = 13"),
        of("UC3166", "Touch.Files = 13", "Touch.Files = 12"),
        of("UC3167", "%13%\\touch.sys", "%13%\\tuch.sys"),
        of("UC3168", "touch.sys = 1", "touch.sys = 2"),
        of("UC3169", "StartType     = 3", "; StartType"),
        of("UC3170", "[Touch.Registry]", "[Touch.NT.CoInstallers]"),
        of("UC3171", "AddReg    =", "RegisterDlls ="),
        of("UC3172", "HKR,,", "HKLM,SOFTWARE\\Contoso,"),
        of("UC3173", "HKR,,Rotation", "HKR,,CoInstallers32"),
        of("UC3174", "Touch.Files = 13", "Touch.Files = 24,Contoso"),
        of("UC3175", "Models,NTarm", "Models,NTarm.10.0.1"),
        of("UC3176", "Touch.Files = 13", "Touch.Files = 13,arm"),
        of("UC3177", "0x00010001", "0x00010008"));
  }

  private static FindingExample of(String code, String what, String by) {
    return of(code, driver -> driver.with(what, by));
  }

  private static FindingExample of(String code, Consumer<TouchDriver> spoil) {
    return new FindingExample(
        code,
        inspect(CABINET),
        folder -> {
          TouchDriver driver = TouchDriver.sound();
          spoil.accept(driver);
          driver.cabinet(folder.resolve(CABINET));
        },
        folder -> TouchDriver.sound().cabinet(folder.resolve(CABINET)));
  }
}
