package dev.updatecenter.capability.format.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.updatecenter.capability.format.PackageContents;
import dev.updatecenter.capability.format.PackageEntry;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.PackageIdentity;
import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.format.cab.CabinetWriter;
import dev.updatecenter.capability.format.cab.Compression;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.testing.Catalogs;
import dev.updatecenter.testing.CbsPackages;
import dev.updatecenter.testing.ProvisioningPackages;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class PackageInspectorTest {
  private static final String INF =
      """
      [Version]
      Signature="$Windows NT$"
      Class=HIDClass
      ClassGuid={745a17a0-74d3-11d0-b6fe-00a0c90f57da}
      Provider=Contoso
      DriverVer=02/28/2026,10.0.2.0
      CatalogFile=touch.cat
      """;

  private final Path folder;

  PackageInspectorTest(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void namesACbsPackageAndItsEntries() throws IOException {
    Path file =
        CbsPackages.write(
            folder.resolve("touch.cab"),
            "Contoso.Touch",
            "10.0.2.0",
            "arm",
            Map.of("t.sys", new byte[3]));
    PackageContents contents = inspect(file);
    assertThat(contents.format()).isEqualTo(PackageFormat.CBS);
    PackageIdentity identity = contents.identity();
    assertThat(identity.name()).isEqualTo("Contoso.Touch");
    assertThat(identity.architecture()).contains(Architecture.ARM);
    assertThat(identity.fields()).containsEntry("publicKeyToken", "628844477771337a");
    assertThat(contents.entries())
        .contains(new PackageEntry("t.sys", 3, ContentDigest.of(new byte[3])));
    assertThat(contents.findings()).isEmpty();
    assertThat(contents.contentFindings()).isEmpty();
  }

  @Test
  void listsAProvisioningPackageAndSaysWhoItIs() throws IOException {
    String source = ProvisioningPackages.source();
    PackageContents contents =
        inspect(ProvisioningPackages.write(folder.resolve("x.ppkg"), source));

    assertThat(contents.format()).isEqualTo(PackageFormat.PPKG);
    assertThat(contents.identity().name()).isEqualTo("Enrol");
    assertThat(contents.identity().version().orElseThrow()).hasToString("1.0.0.0");
    assertThat(contents.identity().fields())
        .containsEntry("id", "{6d25ff81-23ed-4d35-968f-3fc2408ceac7}")
        .containsEntry("ownerType", "OEM");
    assertThat(contents.entries())
        .extracting(PackageEntry::name)
        .containsExactly("customizations.xml", "prov/abc.txt");
    assertThat(contents.allFindings()).isEmpty();
  }

  @Test
  void placesInsideAPackageBeginWithThePackage() throws IOException {
    String source = ProvisioningPackages.source().replace("1.0.0.0", "1.0");
    PackageContents contents =
        inspect(ProvisioningPackages.write(folder.resolve("x.ppkg"), source));

    assertThat(contents.findings()).isEmpty();
    assertThat(contents.contentFindings())
        .singleElement()
        .satisfies(f -> assertThat(f.where()).isEqualTo("shown!customizations.xml:6:5"));
  }

  @Test
  void namesAPackageOfTheOlderKind() throws IOException {
    Path file = folder.resolve("old.cab");
    String dsm =
        """
        <Package xmlns="http://schemas.microsoft.com/embedded/2004/10/ImageUpdate">
          <Identity><Owner>Contoso</Owner><Component>Touch</Component>
            <Version Major="8" Minor="0" QFE="10211" Build="204" /></Identity>
          <CpuType>ARM</CpuType>
          <Files><FileEntry><DevicePath>\\t.sys</DevicePath><CabPath>1.sys</CabPath></FileEntry></Files>
        </Package>
        """;
    write(file, Map.of("man.dsm.xml", dsm.getBytes(StandardCharsets.UTF_8), "2.sys", new byte[1]));
    PackageContents contents = inspect(file);

    assertThat(contents.format()).isEqualTo(PackageFormat.CBS);
    assertThat(contents.identity().name()).isEqualTo("Contoso.Touch");
    assertThat(contents.identity().version().orElseThrow()).hasToString("8.0.10211.204");
    assertThat(contents.contentFindings())
        .extracting(Finding::code)
        .containsExactlyInAnyOrder("UC3035", "UC3037", "UC3047");
  }

  @Test
  void namesADriverAndLooksForItsCatalogBesideTheInf() throws IOException {
    Path file = folder.resolve("driver.cab");
    byte[] inf = INF.getBytes(StandardCharsets.US_ASCII);
    write(file, Map.of("x/touch.inf", inf, "x/touch.cat", Catalogs.of(Map.of("touch.inf", inf))));
    PackageContents contents = inspect(file);
    assertThat(contents.format()).isEqualTo(PackageFormat.DRIVER);
    assertThat(contents.identity().version().orElseThrow()).hasToString("10.0.2.0");
    assertThat(contents.allFindings()).extracting(Finding::code).doesNotContain("UC3077");
    write(file, Map.of("x/touch.inf", inf));
    assertThat(inspect(file).contentFindings()).extracting(Finding::code).contains("UC3077");
  }

  static Stream<Arguments> heads() {
    return Stream.of(
        arguments("504b0506" + "00".repeat(18), PackageFormat.UNKNOWN, Severity.ERROR),
        arguments("d0cf11e0a1b11ae1", PackageFormat.MSI, Severity.NOTE),
        arguments("4d5357494d000000d0", PackageFormat.PPKG, Severity.ERROR),
        arguments(
            "308203a606092a864886f70d010702a082039730820393020101310030"
                + "0b06092b0601040182370a01",
            PackageFormat.CAT,
            Severity.ERROR),
        arguments("4d5a", PackageFormat.PE, Severity.ERROR),
        arguments("4d534346", PackageFormat.CAB, Severity.ERROR),
        arguments("", PackageFormat.UNKNOWN, Severity.ERROR),
        arguments("68656c6c6f", PackageFormat.UNKNOWN, Severity.ERROR));
  }

  @ParameterizedTest
  @MethodSource("heads")
  void sniffsByContent(String head, PackageFormat format, Severity severity) throws IOException {
    Path file = Files.write(folder.resolve("x.cab"), HexFormat.of().parseHex(head));
    PackageContents contents = inspect(file);
    assertThat(contents.format()).isEqualTo(format);
    assertThat(contents.findings()).extracting(Finding::severity).containsOnly(severity);
    assertThat(contents.identity()).isEqualTo(PackageIdentity.NONE);
  }

  @Test
  void keepsADamagedManifestApartFromADamagedFile() throws IOException {
    Path file = folder.resolve("bad.cab");
    write(file, Map.of("update.mum", new byte[] {'<'}));
    assertThat(inspect(file).findings()).isEmpty();
    assertThat(inspect(file).contentFindings()).extracting(Finding::code).containsExactly("UC3030");
    byte[] bytes = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(bytes, bytes.length - 1));
    Finding damaged = inspect(file).findings().get(0);
    assertThat(damaged.severity()).isEqualTo(Severity.ERROR);
    assertThat(damaged.file()).isEqualTo("shown");
    assertThat(damaged.subject()).isEqualTo("shown");
  }

  @Test
  void neverThrowsForTruncatedOrFlippedContent() throws IOException {
    Path file =
        CbsPackages.write(
            folder.resolve("t.cab"),
            "Contoso.Touch",
            "10.0.2.0",
            "arm",
            Map.of("t.sys", new byte[3]));
    byte[] sound = Files.readAllBytes(file);
    for (int i = 0; i < sound.length; i += 5) {
      Files.write(file, Arrays.copyOf(sound, i));
      assertThat(inspect(file).findings()).isNotEmpty();
      byte[] flipped = sound.clone();
      flipped[i] ^= (byte) (1 << i % 8);
      Files.write(file, flipped);
      inspect(file);
    }
  }

  private PackageContents inspect(Path file) throws IOException {
    return PackageInspector.ofOneFile(CabinetLimits.DEFAULT).inspect(file, "shown");
  }

  private static void write(Path file, Map<String, byte[]> content) throws IOException {
    List<CabinetInput> inputs =
        content.entrySet().stream().map(e -> CabinetInput.of(e.getKey(), e.getValue())).toList();
    CabinetWriter.write(file, inputs, Compression.MSZIP, false);
  }
}
