package dev.updatecenter.capability.format.inspect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.format.PackageContents;
import dev.updatecenter.capability.format.PackageEntry;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.format.cab.CabinetWriter;
import dev.updatecenter.capability.format.cab.Compression;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.testing.CbsPackages;
import dev.updatecenter.testing.LzxCabinets;
import dev.updatecenter.testing.RawCabinet;
import dev.updatecenter.testing.lzx.LzxSamples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CabinetInspectionTest {
  private static final CabinetLimits USUAL = CabinetLimits.DEFAULT;

  private final Path folder;

  CabinetInspectionTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void readsWhoAnLzxPackageIsAndWhatItHolds() throws IOException {
    byte[] driver = LzxSamples.calls(100_000, 1);
    byte[] mum =
        CbsPackages.manifest(
            "Contoso.Touch", "10.0.2.0", "arm", new TreeMap<>(Map.of("touch.sys", driver)));
    byte[] cabinet = LzxCabinets.of(Map.of("update.mum", mum, "touch.sys", driver));

    PackageContents contents = inspect(cabinet, USUAL);

    assertThat(contents.findings()).isEmpty();
    assertThat(contents.format()).isEqualTo(PackageFormat.CBS);
    assertThat(contents.identity().name()).isEqualTo("Contoso.Touch");
    assertThat(contents.entries())
        .contains(new PackageEntry("touch.sys", driver.length, ContentDigest.of(driver)));
  }

  @Test
  void saysWhichInfsItNoLongerJudged() throws IOException {
    List<CabinetInput> infs = new ArrayList<>();
    for (int i = 0; i < 2_000; i++) {
      infs.add(CabinetInput.of(i + ".inf", "[Version]\n".getBytes(StandardCharsets.US_ASCII)));
    }
    Path file = folder.resolve("many.cab");
    CabinetWriter.write(file, infs, Compression.NONE, false);

    List<Finding> findings =
        PackageInspector.ofOneFile(USUAL).inspect(file, "many.cab").contentFindings();

    assertThat(findings)
        .filteredOn(f -> f.message().contains("and those behind it were not read"))
        .singleElement()
        .returns(Severity.ERROR, Finding::severity);
    assertThat(findings).hasSizeLessThan(4_000);
  }

  @Test
  void readsASetOnlyWhereSetsAreAskedFor() throws IOException {
    RawCabinet first = new RawCabinet().set(1, 0, "", "second.cab").file("a", 1, 0, 0);
    RawCabinet second = new RawCabinet().set(1, 1, "first.cab", "").file("b", 1, 0, 0);
    Path file = folder.resolve("first.cab");
    Files.write(file, first.folder(0).block(new byte[1], 1).build());
    Files.write(folder.resolve("second.cab"), second.folder(0).block(new byte[1], 1).build());

    assertThat(PackageInspector.ofSets(USUAL).inspect(file, "x").entries())
        .extracting(PackageEntry::name)
        .containsExactly("a", "b");
    assertThat(codes(PackageInspector.ofOneFile(USUAL).inspect(file, "x")))
        .containsExactly("UC3007");
  }

  @Test
  void looksIntoCabinetsInsideAsDeepAsAllowed() throws IOException {
    byte[] three = inside(inside(cabinet("x", new byte[1])));

    assertThat(codes(inspect(three, USUAL))).isEmpty();
    assertThat(codes(inspect(inside(three), USUAL))).containsExactly("UC3019");
    CabinetLimits none = new CabinetLimits(200, 16 << 20, 16L << 30, 1);
    assertThat(codes(inspect(three, none))).containsExactly("UC3019");
    assertThat(codes(inspect(cabinet("x", new byte[1]), none))).isEmpty();
  }

  @Test
  void findsBombsInsideAlsoWhenTheyLieInLargeCabinets() throws IOException {
    byte[] bomb = cabinet("zero", new byte[17 << 20]);
    assertThat(codes(inspect(inside(bomb), USUAL))).containsExactly("UC3017");

    byte[] noise = new byte[(1 << 20) + 1];
    new Random(1).nextBytes(noise);
    byte[] large = packed(List.of(input("n", noise), input("z", new byte[20 << 20])));
    assertThat(large.length).isGreaterThan(1 << 20);
    CabinetLimits tight = new CabinetLimits(10, 1 << 20, 16L << 30, 3);
    assertThat(codes(inspect(inside(large), tight))).containsExactly("UC3017");
    assertThat(codes(inspect(inside(large), USUAL))).isEmpty();
  }

  @Test
  void countsAllCabinetsInsideTogether() throws IOException {
    byte[] one = cabinet("zero", new byte[1 << 20]);
    byte[] two = packed(List.of(input("a.cab", one), input("b.cab", one)));
    CabinetLimits room = new CabinetLimits(2000, 1 << 30, 2 << 20, 3);
    CabinetLimits tight = new CabinetLimits(2000, 1 << 30, (2 << 20) - 1, 3);

    assertThat(codes(inspect(two, room))).isEmpty();
    assertThat(codes(inspect(two, tight))).containsExactly("UC3018");
  }

  @Test
  void leavesWhatElseIsWrongInsideToThoseWhoJudgeIt() throws IOException {
    byte[] sound = cabinet("x", new byte[1]);
    byte[] cut = Arrays.copyOf(sound, sound.length - 1);
    byte[] text = "MSCF is how a cabinet begins".getBytes(java.nio.charset.StandardCharsets.UTF_8);

    assertThat(codes(inspect(inside(cut), USUAL))).isEmpty();
    assertThat(codes(inspect(packed(List.of(input("x.txt", text))), USUAL))).isEmpty();
    assertThat(codes(inspect(packed(List.of(input("x", Arrays.copyOf(text, 4)))), USUAL)))
        .isEmpty();
  }

  private PackageContents inspect(byte[] cabinet, CabinetLimits limits) throws IOException {
    Path file = Files.write(folder.resolve("package.cab"), cabinet);
    return PackageInspector.ofOneFile(limits).inspect(file, "package.cab");
  }

  private static List<String> codes(PackageContents contents) {
    return contents.findings().stream().map(Finding::code).toList();
  }

  private byte[] inside(byte[] cabinet) throws IOException {
    return cabinet("inner.cab", cabinet);
  }

  private byte[] cabinet(String name, byte[] content) throws IOException {
    return packed(List.of(input(name, content)));
  }

  private byte[] packed(List<CabinetInput> inputs) throws IOException {
    Path file = folder.resolve("packed");
    CabinetWriter.write(file, inputs, Compression.MSZIP, false);
    return Files.readAllBytes(file);
  }

  private static CabinetInput input(String name, byte[] content) {
    return CabinetInput.of(name, content);
  }
}
