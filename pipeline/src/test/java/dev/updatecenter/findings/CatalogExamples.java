package dev.updatecenter.findings;

import static dev.updatecenter.findings.Judges.inspect;

import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.capability.format.cab.CabinetWriter;
import dev.updatecenter.capability.format.cab.Compression;
import dev.updatecenter.capability.format.catalog.CatalogRecipe;
import dev.updatecenter.capability.format.catalog.MemberHash;
import dev.updatecenter.capability.format.cbs.UpdateMum;
import dev.updatecenter.testing.Catalogs;
import dev.updatecenter.testing.CbsPackages;
import dev.updatecenter.testing.Components;
import dev.updatecenter.testing.SignableSamples;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** Packages with and without the catalogs that vouch for them, and files that are no packages. */
final class CatalogExamples {
  private static final String CAB = "touch.cab";
  private static final byte[] DLL = bytes("a file of the package");

  private static final byte[] INNER = bytes("MSCF and whatever follows");

  private CatalogExamples() {}

  static List<FindingExample> all() {
    return List.of(
        ofPackage("UC3034", entries -> entries.remove(UpdateMum.CATALOG_NAME)),
        ofPackage(
            "UC3090",
            entries -> entries.computeIfPresent(UpdateMum.CATALOG_NAME, (n, c) -> half(c))),
        ofPackage("UC3091", entries -> entries.put("late.dll", bytes("after the catalog"))),
        ofPackage("UC3092", entries -> entries.put("touch.dll", bytes("another file"))),
        ofPackage("UC3093", entries -> entries.remove("touch.dll")),
        ofPackage("UC3094", entries -> entries.put(UpdateMum.CATALOG_NAME, oldCatalog(entries))),
        unsigned(),
        cabinetMember(),
        component(),
        ofDriver("UC3076", "CatalogFile=touch.cat", ""),
        ofDriver("UC3077", "CatalogFile=touch.cat", "CatalogFile=other.cat"),
        new FindingExample(
            "UC3100",
            inspect(CAB),
            folder -> Files.write(folder.resolve(CAB), bytes("hello")),
            folder -> SignableSamples.cabinet(folder.resolve(CAB), "hello")),
        new FindingExample(
            "UC3101",
            inspect("setup"),
            folder -> SignableSamples.installer(folder.resolve("setup")),
            folder -> SignableSamples.executable(folder.resolve("setup"))));
  }

  /** Spoils one thing about a package whose catalog lists every file. */
  private static FindingExample ofPackage(String code, Spoiler spoiler) {
    return new FindingExample(
        code,
        inspect(CAB),
        folder -> {
          Map<String, byte[]> entries = packageEntries();
          spoiler.spoil(entries);
          write(folder, entries);
        },
        folder -> write(folder, packageEntries()));
  }

  /** The catalog as it is written, and after somebody signed it. */
  private static FindingExample unsigned() {
    String cat = "touch.cat";
    FindingExample.Recipe write =
        folder -> Files.write(folder.resolve(cat), Catalogs.of(Map.of("touch.dll", DLL)));
    return new FindingExample(
        "UC3095",
        inspect(cat),
        write,
        folder -> {
          write.write(folder);
          TestLab.signer().sign(folder.resolve(cat), "Contoso TEST catalog");
        });
  }

  /** A cabinet in a package: listed as a cabinet, or as the bytes that it is. */
  private static FindingExample cabinetMember() {
    return new FindingExample(
        "UC3096",
        inspect(CAB),
        folder -> writeWithCabinet(folder, "33".repeat(32), 1),
        folder -> writeWithCabinet(folder, sha256(INNER), 2));
  }

  /** A file that a manifest in the catalog lists: by its name, or by its digest too. */
  private static FindingExample component() {
    return new FindingExample(
        "UC3097",
        inspect(CAB),
        folder -> writeWithComponent(folder, Components.manifest("touch.dll", "")),
        folder -> writeWithComponent(folder, Components.listing("touch.dll", DLL)));
  }

  private static void writeWithComponent(Path folder, byte[] manifest) throws IOException {
    Map<String, byte[]> entries = packageEntries();
    entries.remove("touch.dll");
    entries.remove(UpdateMum.CATALOG_NAME);
    entries.put("touch.manifest", manifest);
    entries.put(UpdateMum.CATALOG_NAME, Catalogs.of(entries));
    entries.put("touch.dll", DLL);
    write(folder, entries);
  }

  private static void writeWithCabinet(Path folder, String digest, int kind) throws IOException {
    Map<String, byte[]> entries = packageEntries();
    byte[] mum = entries.getOrDefault(UpdateMum.FILE_NAME, new byte[0]);
    entries.put("touch.dll", INNER);
    entries.put(
        UpdateMum.CATALOG_NAME,
        new CatalogRecipe(CatalogRecipe.V2)
            .v2(UpdateMum.FILE_NAME, sha256(mum), 2)
            .v2("touch.dll", digest, kind)
            .bytes());
    write(folder, entries);
  }

  /** A driver whose catalog is there under one name. */
  private static FindingExample ofDriver(String code, String passing, String failing) {
    return new FindingExample(
        code,
        inspect(CAB),
        folder -> writeDriver(folder, failing),
        folder -> writeDriver(folder, passing));
  }

  private static void writeDriver(Path folder, String catalogFile) throws IOException {
    byte[] inf =
        bytes(
            """
            [Version]
            Signature="$Windows NT$"
            Class=HIDClass
            ClassGuid={745a17a0-74d3-11d0-b6fe-00a0c90f57da}
            Provider=Contoso
            DriverVer=02/28/2026,10.0.2.0
            PnpLockDown=1
            %s
            """
                .formatted(catalogFile));
    Map<String, byte[]> entries = new LinkedHashMap<>(Map.of("touch.inf", inf));
    entries.put("touch.cat", Catalogs.of(Map.of("touch.inf", inf)));
    write(folder, entries);
  }

  private static byte[] oldCatalog(Map<String, byte[]> entries) {
    CatalogRecipe recipe = new CatalogRecipe(CatalogRecipe.V1);
    entries.forEach(
        (name, content) ->
            recipe.v1(
                name,
                Catalogs.member(name, MemberHash.SHA1, content).digests().iterator().next(),
                false));
    return recipe.bytes();
  }

  private static Map<String, byte[]> packageEntries() {
    SortedMap<String, byte[]> files = new TreeMap<>(Map.of("touch.dll", DLL));
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(
        UpdateMum.FILE_NAME, CbsPackages.manifest("Contoso.Touch", "10.0.2.0", "arm", files));
    entries.putAll(files);
    entries.put(UpdateMum.CATALOG_NAME, Catalogs.of(entries));
    return entries;
  }

  private static void write(Path folder, Map<String, byte[]> entries) throws IOException {
    List<CabinetInput> inputs = new ArrayList<>();
    entries.forEach((name, content) -> inputs.add(CabinetInput.of(name, content)));
    CabinetWriter.write(folder.resolve(CAB), inputs, Compression.MSZIP, true);
  }

  private static String sha256(byte[] content) {
    return Catalogs.member("", MemberHash.SHA256, content).digests().iterator().next();
  }

  private static byte[] half(byte[] content) {
    return Arrays.copyOf(content, content.length / 2);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  @FunctionalInterface
  private interface Spoiler {
    void spoil(Map<String, byte[]> entries);
  }
}
