package dev.updatecenter.capability.format.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.format.PackageContents;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.format.cab.CabinetWriter;
import dev.updatecenter.capability.format.cab.Compression;
import dev.updatecenter.capability.format.catalog.CatalogRecipe;
import dev.updatecenter.capability.format.catalog.MemberHash;
import dev.updatecenter.capability.format.cbs.UpdateMum;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.testing.Catalogs;
import dev.updatecenter.testing.CbsPackages;
import dev.updatecenter.testing.SignableSamples;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class CatalogInspectionTest {
  private static final String CAT = UpdateMum.CATALOG_NAME;

  private final Path folder;

  CatalogInspectionTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void saysNothingOfAPackageWhoseCatalogListsEverything() throws IOException {
    assertThat(inspect(packaged()).allFindings()).isEmpty();
  }

  @Test
  void refusesAFileThatWasAddedAfterTheCatalogWasMade() throws IOException {
    Map<String, byte[]> entries = packaged();
    entries.put("late.dll", bytes("late"));
    Finding only = only(inspect(entries));
    assertThat(only.code()).isEqualTo("UC3091");
    assertThat(only.severity()).isEqualTo(Severity.ERROR);
    assertThat(only.subject()).isEqualTo("late.dll");
  }

  @Test
  void refusesAChangedManifest() throws IOException {
    Map<String, byte[]> entries = packaged();
    byte[] mum = entries.getOrDefault(UpdateMum.FILE_NAME, new byte[0]).clone();
    mum[mum.length - 1] = ' ';
    entries.put(UpdateMum.FILE_NAME, mum);
    Finding only = only(inspect(entries));
    assertThat(only.code()).isEqualTo("UC3092");
    assertThat(only.message()).contains("SHA-256");
  }

  /** Signing a driver inside a package leaves its catalog right; changing its code does not. */
  @Test
  void knowsAnExecutableByItsAuthenticodeDigest() throws IOException {
    Map<String, byte[]> entries = packaged();
    Path sys = folder.resolve("signed.sys");
    Files.write(sys, entries.getOrDefault("touch.sys", new byte[0]));
    TestLab.signer().sign(sys, "Contoso TEST driver");
    byte[] signed = Files.readAllBytes(sys);
    entries.put("touch.sys", signed);
    assertThat(inspect(entries).allFindings()).isEmpty();
    signed[600] ^= 1;
    assertThat(only(inspect(entries)).code()).isEqualTo("UC3092");
  }

  /** No file of another kind can pass for an executable by its flat digest, or the other way. */
  @Test
  void refusesAnExecutableThatIsListedByTheDigestOfItsBytes() throws IOException {
    Map<String, byte[]> entries = packaged();
    byte[] sys = entries.getOrDefault("touch.sys", new byte[0]);
    byte[] mum = entries.getOrDefault(UpdateMum.FILE_NAME, new byte[0]);
    entries.put(
        CAT,
        new CatalogRecipe(CatalogRecipe.V2)
            .v2("update.mum", digest(mum), 2)
            .v2("touch.sys", ContentDigest.of(sys).hex(), 2)
            .bytes());
    assertThat(only(inspect(entries)).code()).isEqualTo("UC3092");
  }

  @Test
  void notesAMemberThatIsNotThere() throws IOException {
    Map<String, byte[]> entries = packaged();
    entries.remove("touch.sys");
    Finding only = only(inspect(entries));
    assertThat(only.code()).isEqualTo("UC3093");
    assertThat(only.severity()).isEqualTo(Severity.NOTE);
    assertThat(only.message()).endsWith(": touch.sys");
  }

  @Test
  void checksAnOldCatalogBySha1AndRefusesItForAPackage() throws IOException {
    Map<String, byte[]> entries = packaged();
    entries.remove(CAT);
    entries.put(CAT, bySha1(entries));
    Finding only = only(inspect(entries));
    assertThat(only.code()).isEqualTo("UC3094");
    assertThat(only.severity()).isEqualTo(Severity.ERROR);
    entries.put("late.dll", bytes("late"));
    assertThat(inspect(entries).contentFindings())
        .extracting(Finding::code)
        .containsExactlyInAnyOrder("UC3094", "UC3091");
  }

  @Test
  void tellsADamagedCatalogFromADamagedPackage() throws IOException {
    Map<String, byte[]> entries = packaged();
    entries.put(CAT, bytes("no catalog"));
    PackageContents contents = inspect(entries);
    assertThat(contents.findings()).isEmpty();
    assertThat(only(contents).code()).isEqualTo("UC3090");
    assertThat(only(contents).subject()).isEqualTo(CAT);
    assertThat(only(contents).file()).endsWith("!" + CAT);
  }

  @Test
  void holdsADriverToTheCatalogsThatItsInfNames() throws IOException {
    byte[] inf = bytes(inf("CatalogFile=touch.cat\r\nCatalogFile.NTarm64=touch64.cat"));
    byte[] sys = executable();
    byte[] both = Catalogs.of(Map.of("touch.inf", inf, "touch.sys", sys));
    byte[] infOnly = Catalogs.of(Map.of("touch.inf", inf));
    Map<String, byte[]> entries =
        new LinkedHashMap<>(Map.of("x/touch.inf", inf, "x/touch.sys", sys));
    entries.put("x/touch.cat", both);
    entries.put("x/touch64.cat", infOnly);
    entries.put("readme.txt", bytes("of nobody's concern"));
    assertThat(codes(inspect(entries))).containsOnly("UC3095");
    entries.put("x/touch.cat", infOnly);
    assertThat(codes(inspect(entries))).containsOnly("UC3095", "UC3091");
    entries.put("x/touch.cat", Catalogs.of(Map.of("touch.sys", sys)));
    assertThat(inspect(entries).contentFindings())
        .filteredOn(f -> f.code().equals("UC3091"))
        .extracting(Finding::subject)
        .containsExactly("x\\touch.inf");
  }

  /** However many drivers share a catalog, what it lists and nobody has is told of once. */
  @Test
  void tellsOfAnAbsentMemberOnceForAllDriversOfACatalog() throws IOException {
    byte[] inf = bytes(inf("CatalogFile=touch.cat"));
    Map<String, byte[]> entries = new LinkedHashMap<>(Map.of("a.inf", inf, "b.inf", inf));
    entries.put("touch.sys", executable());
    Map<String, byte[]> members = new LinkedHashMap<>(entries);
    members.put("gone.dll", bytes("not packed"));
    entries.put("touch.cat", Catalogs.of(members));
    assertThat(codes(inspect(entries))).containsExactlyInAnyOrder("UC3093", "UC3095");
  }

  @Test
  void listsTheMembersOfACatalogByItself() throws IOException {
    Path cat = folder.resolve("touch.cat");
    Files.write(cat, Catalogs.of(Map.of("touch.inf", bytes("inf"))));
    PackageContents contents =
        PackageInspector.ofOneFile(CabinetLimits.DEFAULT).inspect(cat, "touch.cat");
    assertThat(contents.format()).isEqualTo(PackageFormat.CAT);
    assertThat(contents.findings()).isEmpty();
    assertThat(contents.identity().fields())
        .containsEntry("version", "v2")
        .containsEntry("thisUpdate", "1980-01-01T00:00:00Z")
        .containsEntry("memberHash", "SHA-256")
        .containsEntry("members", "1")
        .containsEntry("signed", "false")
        .containsEntry("OSAttr", "2:10.0")
        .containsKey("listIdentifier");
    assertThat(contents.entries()).extracting(e -> e.name()).containsExactly("touch.inf");
    Files.write(cat, new CatalogRecipe(CatalogRecipe.V1).v1("a", "11".repeat(20), true).bytes());
    contents = PackageInspector.ofOneFile(CabinetLimits.DEFAULT).inspect(cat, "touch.cat");
    assertThat(contents.entries()).isEmpty();
    assertThat(contents.identity().fields())
        .containsEntry("version", "v1")
        .containsEntry("memberHash", "SHA-1")
        .containsEntry("members", "1");
    assertThat(codes(contents)).containsExactlyInAnyOrder("UC3094", "UC3095");
  }

  private Map<String, byte[]> packaged() throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    TreeMap<String, byte[]> files = new TreeMap<>(Map.of("touch.sys", executable()));
    entries.put(
        UpdateMum.FILE_NAME,
        CbsPackages.manifest("Contoso.Touch", "10.0.2.0", "amd64", new TreeMap<>()));
    entries.putAll(files);
    entries.put(CAT, Catalogs.of(entries));
    return entries;
  }

  private byte[] executable() throws IOException {
    return Files.readAllBytes(SignableSamples.executable(folder.resolve("touch.sys")));
  }

  private PackageContents inspect(Map<String, byte[]> entries) throws IOException {
    List<CabinetInput> inputs = new ArrayList<>();
    entries.forEach((name, content) -> inputs.add(CabinetInput.of(name, content)));
    Path cab = folder.resolve("package.cab");
    CabinetWriter.write(cab, inputs, Compression.MSZIP, true);
    return PackageInspector.ofOneFile(CabinetLimits.DEFAULT).inspect(cab, "package.cab");
  }

  private static String inf(String catalogs) {
    return """
        [Version]
        Signature="$Windows NT$"
        Class=HIDClass
        ClassGuid={745a17a0-74d3-11d0-b6fe-00a0c90f57da}
        Provider=Contoso
        DriverVer=02/28/2026,10.0.2.0
        PnpLockDown=1
        %s
        [SourceDisksFiles]
        touch.sys=1
        """
        .formatted(catalogs);
  }

  private static byte[] bySha1(Map<String, byte[]> entries) {
    CatalogRecipe recipe = new CatalogRecipe(CatalogRecipe.V1);
    entries.forEach(
        (name, content) ->
            recipe.v1(
                name,
                Catalogs.member(name, MemberHash.SHA1, content).digests().iterator().next(),
                false));
    return recipe.bytes();
  }

  private static String digest(byte[] content) {
    return Catalogs.member("", MemberHash.SHA256, content).digests().iterator().next();
  }

  private static Finding only(PackageContents contents) {
    assertThat(contents.allFindings()).hasSize(1);
    return contents.allFindings().get(0);
  }

  /** What is said of catalogs; whether the INF is a good one is not asked here. */
  private static List<String> codes(PackageContents contents) {
    return contents.allFindings().stream()
        .map(Finding::code)
        .filter(code -> code.startsWith("UC309"))
        .toList();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
