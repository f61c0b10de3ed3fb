package dev.updatecenter.samples;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** What the kiosk's OEM custom package holds: a driver, an app's files, the version. */
final class KioskPackages {
  private static final String INF =
      """
      ; Touch controller of the Contoso kiosk. Universal: no co-installer, nothing but an INF.
      [Version]
      Signature   = "$Windows NT$"
      Class       = HIDClass
      ClassGuid   = {745a17a0-74d3-11d0-b6fe-00a0c90f57da}
      Provider    = %%Contoso%%
      CatalogFile = ContosoTouch.cat
      DriverVer   = 09/14/2026,%s
      PnpLockDown = 1

      [Manufacturer]
      %%Contoso%% = Models,NTarm

      [Models.NTarm]
      %%Device%% = Touch, ACPI\\CTSO0001

      [SourceDisksNames]
      1 = %%Disk%%

      [SourceDisksFiles]
      ContosoTouch.dll = 1

      [DestinationDirs]
      Touch.Files = 12,UMDF

      [Touch.NT]
      CopyFiles = Touch.Files

      [Touch.Files]
      ContosoTouch.dll

      [Touch.NT.Services]
      AddService = WUDFRd,0x000001fa,Touch.Reflector

      [Touch.Reflector]
      ServiceType   = 1
      StartType     = 3
      ErrorControl  = 1
      ServiceBinary = %%12%%\\WUDFRd.sys

      [Touch.NT.Wdf]
      UmdfService      = ContosoTouch,Touch.Umdf
      UmdfServiceOrder = ContosoTouch

      [Touch.Umdf]
      UmdfLibraryVersion = 2.15.0
      ServiceBinary      = %%12%%\\UMDF\\ContosoTouch.dll

      [Strings]
      Contoso = "Contoso"
      Device  = "Contoso Kiosk Touch Controller"
      Disk    = "Contoso Kiosk Installation Disk"
      """;

  private KioskPackages() {}

  /** The three packages of a build. */
  static List<CbsPackage> of(String version) {
    return List.of(driver(version), app(version), version(version));
  }

  /** A user-mode driver (UMDF 2): Windows loads it without a signature by Microsoft. */
  static CbsPackage driver(String version) {
    return new CbsPackage(
        "Contoso.Touch.Driver",
        version,
        "arm",
        Map.of(
            "\\Windows\\INF\\ContosoTouch.inf",
            utf16(inf(version)),
            "\\Windows\\System32\\drivers\\UMDF\\ContosoTouch.dll",
            ArmExecutable.library("ContosoTouch.dll", "FxDriverEntryUm")));
  }

  /** The program that stays when the store's app cannot start, and its settings. */
  static CbsPackage app(String version) {
    return new CbsPackage(
        "Contoso.Kiosk.App",
        version,
        "arm",
        Map.of(
            "\\Programs\\Contoso\\KioskFallback.exe",
            ArmExecutable.program("Contoso kiosk fallback " + version),
            "\\Programs\\Contoso\\Kiosk.json",
            utf8("{\n  \"wakeOnTouch\": true,\n  \"idleSeconds\": 90\n}\n")));
  }

  /** Raised with every build, so that a device can tell which one it runs. */
  static CbsPackage version(String version) {
    return new CbsPackage(
        "Contoso.Version",
        version,
        "arm",
        Map.of("\\Programs\\Contoso\\Version.txt", utf8(version + "\n")));
  }

  private static String inf(String version) {
    return INF.formatted(version).replace("\n", "\r\n");
  }

  /** With the byte order mark, as Windows' own tools write an INF. */
  private static byte[] utf16(String text) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(0xFF);
    out.write(0xFE);
    out.writeBytes(text.getBytes(StandardCharsets.UTF_16LE));
    return out.toByteArray();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
