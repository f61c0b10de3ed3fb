package dev.updatecenter.testing;

import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.capability.format.cab.CabinetWriter;
import dev.updatecenter.capability.format.cab.Compression;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The driver of a touch controller for ARM: an INF that nothing is wrong with, until it is spoiled.
 */
public final class TouchDriver {
  /** Its INF. */
  public static final String INF =
      """
      ; the touch controller
      [Version]
      Signature   = "$Windows NT$" ; quoted
      Class       = HIDClass
      ClassGuid   = {745a17a0-74d3-11d0-b6fe-00a0c90f57da}
      Provider    = %Contoso%
      CatalogFile = touch.cat
      DriverVer   = 02/28/2026,10.0.2.0
      PnpLockDown = 1

      [Manufacturer]
      %Contoso% = Models,NTarm

      [Models.NTarm]
      %Device% = Touch, ACPI\\CTSO0001
      %Other%  = Touch, ACPI\\CTSO0002

      [SourceDisksNames]
      1 = %Disk%

      [SourceDisksFiles]
      touch.sys = 1

      [DestinationDirs]
      Touch.Files = 13

      [Touch.NT]
      CopyFiles = Touch.Files
      AddReg    = Touch.Registry

      [Touch.Files]
      touch.sys

      [Touch.Registry]
      HKR,,Rotation,0x00010001,90

      [Touch.NT.Services]
      AddService = ContosoTouch,0x00000002,Touch.Service

      [Touch.Service]
      ServiceType   = 1
      StartType     = 3
      ErrorControl  = 1
      ServiceBinary = %13%\\touch.sys

      [Strings]
      Contoso = "Contoso, Ltd."
      Device  = "Contoso Touch"
      Other   = "Contoso Touch, second source"
      Disk    = "Installation disk"
      """;

  private final Map<String, byte[]> files = new LinkedHashMap<>();

  private TouchDriver() {
    file("touch.inf", INF.getBytes(StandardCharsets.US_ASCII));
    file("touch.sys", PeBuilder.driver(PeBuilder.ARM).build());
    file("touch.cat", "no catalog".getBytes(StandardCharsets.US_ASCII));
  }

  /** Nothing is wrong with its INF. */
  public static TouchDriver sound() {
    return new TouchDriver();
  }

  /** With another text somewhere in its INF. */
  public TouchDriver with(String what, String by) {
    String inf = new String(files.get("touch.inf"), StandardCharsets.ISO_8859_1);
    if (!inf.contains(what)) {
      throw new IllegalArgumentException("the INF has no " + what);
    }
    return file("touch.inf", inf.replace(what, by).getBytes(StandardCharsets.ISO_8859_1));
  }

  /** With a file, instead of one of that name. */
  public TouchDriver file(String name, byte[] content) {
    files.put(name, content);
    return this;
  }

  /** Without a file. */
  public TouchDriver without(String name) {
    files.remove(name);
    return this;
  }

  /** Writes its files into a folder, which is made. */
  public Path folder(Path folder) throws IOException {
    for (Map.Entry<String, byte[]> file : files.entrySet()) {
      Path out = folder.resolve(file.getKey());
      Files.createDirectories(out.getParent());
      Files.write(out, file.getValue());
    }
    return folder;
  }

  /** Writes it as a cabinet. */
  public Path cabinet(Path out) throws IOException {
    List<CabinetInput> inputs = new ArrayList<>();
    files.forEach((name, content) -> inputs.add(CabinetInput.of(name, content)));
    CabinetWriter.write(out, inputs, Compression.MSZIP, true);
    return out;
  }
}
