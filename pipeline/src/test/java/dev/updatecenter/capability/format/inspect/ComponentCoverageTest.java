package dev.updatecenter.capability.format.inspect;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.format.cab.CabinetWriter;
import dev.updatecenter.capability.format.cab.Compression;
import dev.updatecenter.capability.format.cbs.ComponentManifest;
import dev.updatecenter.capability.format.cbs.UpdateMum;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.testing.Catalogs;
import dev.updatecenter.testing.CbsPackages;
import dev.updatecenter.testing.Components;
import dev.updatecenter.testing.SignableSamples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Packages as Microsoft builds them: the catalog lists manifests, those list the files. */
final class ComponentCoverageTest {
  private static final String MANIFEST = "amd64_contoso-touch.manifest";
  private static final String FOLDER = "amd64_contoso-touch/";
  private static final byte[] DLL = "what the component installs".getBytes(UTF_8);

  private final Path folder;

  ComponentCoverageTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void takesAFileThatAMemberManifestListsByItsDigest() throws IOException {
    Map<String, byte[]> entries = cataloged(Components.listing("touch.dll", DLL));
    entries.put(FOLDER + "touch.dll", DLL);
    assertThat(inspect(entries)).isEmpty();
  }

  /** A manifest digests all bytes, a catalog those that a signature does not change. */
  @Test
  void takesAnExecutableByTheDigestOfAllItsBytes() throws IOException {
    byte[] sys = Files.readAllBytes(SignableSamples.executable(folder.resolve("touch.sys")));
    Map<String, byte[]> entries = cataloged(Components.listing("touch.sys", sys));
    entries.put(FOLDER + "touch.sys", sys);
    assertThat(inspect(entries)).isEmpty();
  }

  @Test
  void refusesAFileThatIsNotTheOneOfItsManifest() throws IOException {
    Map<String, byte[]> entries = cataloged(Components.listing("touch.dll", DLL));
    entries.put(FOLDER + "touch.dll", "something else".getBytes(UTF_8));
    assertThat(codes(entries)).containsExactly("UC3092");
    assertThat(inspect(entries).get(0).message()).contains("its component manifest");
  }

  @Test
  void refusesAFileThatNeitherCatalogNorManifestLists() throws IOException {
    Map<String, byte[]> entries = cataloged(Components.listing("touch.dll", DLL));
    entries.put(FOLDER + "touch.dll", DLL);
    entries.put(FOLDER + "late.dll", "late".getBytes(UTF_8));
    assertThat(codes(entries)).containsExactly("UC3091");
  }

  @Test
  void takesNoWordOfAManifestThatTheCatalogDoesNotList() throws IOException {
    Map<String, byte[]> entries = cataloged(Components.listing("other.dll", DLL));
    entries.put(MANIFEST, Components.listing("touch.dll", DLL));
    entries.put("other.manifest", Components.listing("touch.dll", DLL));
    entries.put(FOLDER + "touch.dll", DLL);
    assertThat(codes(entries)).containsExactlyInAnyOrder("UC3092", "UC3091", "UC3091");
  }

  @Test
  void warnsOfAFileThatItsManifestListsByNameAlone() throws IOException {
    Map<String, byte[]> entries = cataloged(Components.manifest("touch.dll", ""));
    entries.put(FOLDER + "touch.dll", DLL);
    assertThat(codes(entries)).containsExactly("UC3097");
  }

  @Test
  void takesAFilesNameFromItsOwnComponentOnly() throws IOException {
    Map<String, byte[]> entries = cataloged(Components.listing("touch.dll", DLL));
    entries.put("other.manifest", Components.manifest("free.dll", ""));
    catalog(entries);
    entries.put(FOLDER + "touch.dll", DLL);
    entries.put(FOLDER + "free.dll", DLL.clone());
    assertThat(inspect(entries)).isEmpty();
    entries.put(FOLDER + "free.dll", "free".getBytes(UTF_8));
    assertThat(codes(entries)).containsExactly("UC3091");
  }

  @Test
  void findsAFileThatThePackageRenamed() throws IOException {
    String mum =
        new String(
            CbsPackages.manifest(
                "Contoso.Touch", "10.0.2.0", "amd64", new TreeMap<>(Map.of("touch.dll", DLL))),
            UTF_8);
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(
        UpdateMum.FILE_NAME,
        mum.replace("cabpath=\"touch.dll\"", "cabpath=\"2_touch.dll\"").getBytes(UTF_8));
    entries.put(MANIFEST, Components.listing("touch.dll", DLL));
    catalog(entries);
    entries.put("2_touch.dll", DLL);
    assertThat(inspect(entries)).isEmpty();
    entries.put("2_touch.dll", "changed".getBytes(UTF_8));
    assertThat(codes(entries)).containsExactly("UC3092");
  }

  @Test
  void saysThatACompressedOrHugeManifestIsNotRead() throws IOException {
    for (byte[] unread :
        List.of(
            "DCM\u0001 and a difference".getBytes(UTF_8),
            Arrays.copyOf(Components.listing("touch.dll", DLL), ComponentManifest.LARGEST + 1))) {
      Map<String, byte[]> entries = cataloged(unread);
      entries.put(FOLDER + "touch.dll", DLL);
      assertThat(codes(entries)).containsExactly("UC3097");
      entries.put("elsewhere.dll", "late".getBytes(UTF_8));
      assertThat(codes(entries)).containsExactlyInAnyOrder("UC3097", "UC3091");
    }
  }

  /** A package whose catalog lists its two manifests and nothing else. */
  private static Map<String, byte[]> cataloged(byte[] manifest) {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    entries.put(
        UpdateMum.FILE_NAME,
        CbsPackages.manifest("Contoso.Touch", "10.0.2.0", "amd64", new TreeMap<>()));
    entries.put(MANIFEST, manifest);
    catalog(entries);
    return entries;
  }

  private static void catalog(Map<String, byte[]> entries) {
    entries.remove(UpdateMum.CATALOG_NAME);
    entries.put(UpdateMum.CATALOG_NAME, Catalogs.of(entries));
  }

  private List<String> codes(Map<String, byte[]> entries) throws IOException {
    return inspect(entries).stream().map(Finding::code).toList();
  }

  private List<Finding> inspect(Map<String, byte[]> entries) throws IOException {
    List<CabinetInput> inputs = new ArrayList<>();
    entries.forEach((name, content) -> inputs.add(CabinetInput.of(name, content)));
    Path cab = folder.resolve("package.cab");
    Files.deleteIfExists(cab);
    CabinetWriter.write(cab, inputs, Compression.NONE, true);
    return PackageInspector.ofOneFile(CabinetLimits.DEFAULT)
        .inspect(cab, "package.cab")
        .allFindings();
  }
}
