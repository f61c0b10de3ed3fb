package dev.updatecenter.findings;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.capability.format.cab.CabinetWriter;
import dev.updatecenter.capability.format.cab.Compression;
import dev.updatecenter.testing.CbsPackages;
import dev.updatecenter.testing.SignableSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Packages with {@code update.mum} or {@code man.dsm.xml}. */
final class CbsExamples {
  private static final String CAB = "Contoso.Touch.cab";
  private static final String FILE = "cabpath=\"touch.bin\"";
  private static final String TWICE =
      "<file name=\"\\Windows\\System32\\drivers\\TOUCH.BIN\" cabpath=\"touch.bin\"/>";

  private static final String OLDER =
      """
      <?xml version="1.0" encoding="utf-8"?>
      <Package xmlns="http://schemas.microsoft.com/embedded/2004/10/ImageUpdate">
        <Identity>
          <Owner>Contoso</Owner>
          <Component>Touch</Component>
          <Version Major="10" Minor="0" QFE="2" Build="0" />
        </Identity>
        <CpuType>ARM</CpuType>
        <Files><FileEntry><DevicePath>\\touch.bin</DevicePath><CabPath>touch.bin</CabPath></FileEntry></Files>
      </Package>
      """;

  private CbsExamples() {}

  static List<FindingExample> all() {
    return List.of(
        of("UC3030", mum -> mum.replace("</assembly>", "")),
        of("UC3031", mum -> mum.replace("asm.v3", "asm.v1")),
        of("UC3032", mum -> mum.replace("version=\"10.0.2.0\"", "version=\"10.0.2\"")),
        of("UC3033", mum -> mum.replace("release\"", "checked\"")),
        of("UC3034", package_("update.cat"), package_()),
        of("UC3035", mum -> mum.replace(FILE, "cabpath=\"other.bin\"")),
        of("UC3036", mum -> mum.replace("628844477771337a", "31bf3856ad364e35")),
        of("UC3037", package_(), cabinet(Map.of("man.dsm.xml", OLDER.getBytes(UTF_8)))),
        of("UC3038", mum -> mum.replace("Production", "Test")),
        of("UC3039", mum -> mum.replace("\"OEM\"", "\"Microsoft\"")),
        of("UC3040", mum -> mum.replace("628844477771337a", "0123456789abcdef")),
        of("UC3041", mum -> mum.replace("identifier=\"Contoso.Touch\"", "")),
        of("UC3042", mum -> mum.replace("Feature Pack", "Production")),
        of("UC3043", mum -> mum.replace("\"possible\"", "\"maybe\"")),
        of("UC3044", mum -> mum.replace("\"neutral\"", "\"all of them\"")),
        of("UC3045", mum -> mum.replace("<customInformation>", "<customInformation>" + TWICE)),
        of("UC3046", mum -> mum.replace(FILE, "cabpath=\"..\\touch.bin\"")),
        of("UC3047", package_(), package_("touch.pdb")),
        of("UC3048", executable("amd64"), executable("arm")),
        of(
            "UC3049",
            cabinet(Map.of("man.dsm.xml", OLDER.getBytes(UTF_8))),
            cabinet(Map.of("man.dsm.xml", OLDER.replace(">ARM<", ">MIPS<").getBytes(UTF_8)))));
  }

  /** The sound package, beside the one whose manifest is spoiled. */
  private static FindingExample of(String code, UnaryOperator<String> spoil) {
    return of(
        code, package_(), cabinet(Map.of("update.mum", spoil.apply(manifest()).getBytes(UTF_8))));
  }

  private static FindingExample of(
      String code, FindingExample.Recipe pass, FindingExample.Recipe fail) {
    return new FindingExample(code, Judges.inspect(CAB), fail, pass);
  }

  private static String manifest() {
    Map<String, byte[]> listed = Map.of("touch.bin", new byte[0]);
    byte[] mum = CbsPackages.manifest("Contoso.Touch", "10.0.2.0", "arm", new TreeMap<>(listed));
    return new String(mum, UTF_8);
  }

  /** The sound package, and further files that its manifest does not list. */
  private static FindingExample.Recipe package_(String... more) {
    Map<String, byte[]> files = new TreeMap<>(Map.of("update.mum", manifest().getBytes(UTF_8)));
    for (String name : more) {
      files.put(name, name.getBytes(UTF_8));
    }
    return cabinet(files);
  }

  private static FindingExample.Recipe cabinet(Map<String, byte[]> files) {
    return folder -> {
      List<CabinetInput> inputs = new ArrayList<>();
      inputs.add(CabinetInput.of("touch.bin", "touch".getBytes(UTF_8)));
      files.forEach((name, content) -> inputs.add(CabinetInput.of(name, content)));
      CabinetWriter.write(folder.resolve(CAB), inputs, Compression.MSZIP, true);
    };
  }

  /** A package that says {@code arch}, with a program for x86-64. */
  private static FindingExample.Recipe executable(String arch) {
    return folder -> {
      byte[] program = program(folder);
      CbsPackages.write(
          folder.resolve(CAB), "Contoso.Touch", "10.0.2.0", arch, Map.of("touch.exe", program));
    };
  }

  private static byte[] program(Path folder) throws IOException {
    Path file = SignableSamples.executable(folder.resolve("touch.exe"));
    byte[] program = Files.readAllBytes(file);
    Files.delete(file);
    return program;
  }
}
