package dev.updatecenter.capability.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.cab.Cabinet;
import dev.updatecenter.capability.format.cab.CabinetFile;
import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.format.cab.CabinetWriter;
import dev.updatecenter.capability.format.cab.Compression;
import dev.updatecenter.capability.format.catalog.CatalogMember;
import dev.updatecenter.capability.format.catalog.SecurityCatalog;
import dev.updatecenter.capability.format.ocp.OemCustomPackageFile;
import dev.updatecenter.capability.packaging.BuiltPackage.State;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.testing.CbsPackages;
import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.SignableSamples;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class PackageBuilderTest {
  private static final String INF =
      """
      [Version]
      Signature="$Windows NT$"
      Class=HIDClass
      ClassGuid={745a17a0-74d3-11d0-b6fe-00a0c90f57da}
      Provider=%C%
      DriverVer=02/28/2026,10.0.2.0
      CatalogFile=touch.cat
      PnpLockDown=1
      [Manufacturer]
      %C%=Models,NTamd64
      [Models.NTamd64]
      %C%=Touch,ACPI\\CTSO0001,ACPI\\CTSO0002
      [SourceDisksNames]
      1=disk
      [SourceDisksFiles]
      touch.sys=1
      [DestinationDirs]
      Files=13
      [Touch.NT]
      CopyFiles=Files
      [Files]
      touch.sys
      [Strings]
      C="Contoso"
      """;

  private final Path root;
  private final Path source;
  private final Path out;

  PackageBuilderTest(@TempDir Path root) {
    this.root = root;
    this.source = root.resolve("source");
    this.out = root.resolve("out");
  }

  @BeforeEach
  void makeFolders() throws IOException {
    Files.createDirectories(source);
    Files.createDirectories(out);
  }

  @Test
  void makesADriversCatalogUnderTheNameThatItsInfGives() throws Exception {
    driver();
    BuiltPackage built = build("touch.cab");
    assertThat(built.state()).isEqualTo(State.BUILT);
    assertThat(built.contents().format()).isEqualTo(PackageFormat.DRIVER);
    assertThat(built.catalogs()).containsExactly(new BuiltCatalog("touch.cat", 2, false));
    SecurityCatalog catalog = catalog("touch.cab", "touch.cat");
    assertThat(catalog.members())
        .extracting(CatalogMember::file)
        .containsExactlyInAnyOrder("touch.inf", "touch.sys");
    assertThat(catalog.attributes())
        .containsEntry("HWID1", "acpi\\ctso0001")
        .containsEntry("HWID2", "acpi\\ctso0002");
    assertThat(catalog.thisUpdate()).hasToString("2026-02-28T00:00:00Z");
    assertThat(catalog.signed()).isFalse();
    assertThat(source.resolve("touch.cat")).doesNotExist();
  }

  @Test
  void makesTheCatalogOfACbsPackage() throws Exception {
    cbsFolder();
    BuiltPackage built = build("Contoso.Touch.cab");
    assertThat(built.state()).as("%s", built.findings()).isEqualTo(State.BUILT);
    assertThat(built.contents().identity().name()).isEqualTo("Contoso.Touch");
    assertThat(entries("Contoso.Touch.cab"))
        .containsExactly("update.mum", "touch.dll", "update.cat");
    assertThat(catalog("Contoso.Touch.cab", "update.cat").members()).hasSize(2);
    Path cabextract = Programs.require("cabextract");
    String file = out.resolve("Contoso.Touch.cab").toString();
    assertThat(Programs.run(cabextract, "-t", file).exit()).isZero();
  }

  @Test
  void makesAnOemCustomPackageOfPackageCabinets() throws Exception {
    cabinet("Contoso.Touch", "arm");
    cabinet("Contoso.Version", "arm");
    BuiltPackage built = build("ContosoKiosk_OCP_10.0.2.0.cab");
    assertThat(built.state()).as("%s", built.findings()).isEqualTo(State.BUILT);
    OemCustomPackageFile ocp =
        OemCustomPackageFile.read(out.resolve("ContosoKiosk_OCP_10.0.2.0.cab"));
    assertThat(ocp.findings()).isEmpty();
    assertThat(ocp.database().bspVersion()).hasToString("10.0.2.0");
    assertThat(ocp.database().buildArch()).isEqualTo(Architecture.ARM);
    assertThat(ocp.database().osVersion()).isEmpty();
    assertThat(ocp.database().releaseType()).isEqualTo("Production");
    assertThat(ocp.members()).hasSize(2);
  }

  @Test
  void sameFilesGiveTheSameBytesWheneverTheyWereWritten() throws Exception {
    driver();
    byte[] first = bytes(build("a.cab"), "a.cab");
    for (Path file : List.of(source.resolve("touch.inf"), source.resolve("touch.sys"))) {
      Files.setLastModifiedTime(file, FileTime.fromMillis(86_400_000));
    }
    assertThat(bytes(build("b.cab"), "b.cab")).isEqualTo(first);
  }

  @Test
  void sayTheSameAgainAndNeverReplaceAnotherFile() throws Exception {
    driver();
    build("a.cab");
    assertThat(build("a.cab").state()).isEqualTo(State.UNCHANGED);
    byte[] before = Files.readAllBytes(out.resolve("a.cab"));
    Files.writeString(source.resolve("more.txt"), "more");
    assertThatExceptionOfType(UpdateCenterException.class)
        .isThrownBy(() -> build("a.cab"))
        .satisfies(
            e -> {
              assertThat(e.code()).isEqualTo("UC1082");
              assertThat(e.exit()).isEqualTo(ExitCode.CONFLICT);
            });
    assertThat(Files.readAllBytes(out.resolve("a.cab"))).isEqualTo(before);
    assertNothingElseIsLeft("a.cab");
  }

  @Test
  void keepsACatalogThatSomebodySigned() throws Exception {
    driver();
    build("first.cab");
    Path catalog = source.resolve("touch.cat");
    try (Cabinet cabinet = Cabinet.open(out.resolve("first.cab"), CabinetLimits.DEFAULT)) {
      Files.write(catalog, cabinet.read("touch.cat", 1 << 20));
    }
    TestLab.signer().sign(catalog, "Contoso TEST catalog");
    BuiltPackage built = build("second.cab");
    assertThat(built.catalogs()).containsExactly(new BuiltCatalog("touch.cat", 2, true));
    assertThat(built.findings()).isEmpty();
    assertThat(catalog("second.cab", "touch.cat").signed()).isTrue();
    // It vouches for what it was made of, and for nothing that came later.
    Files.writeString(source.resolve("touch.inf"), INF + "; changed\n");
    BuiltPackage changed = build("third.cab");
    assertThat(changed.state()).isEqualTo(State.REFUSED);
    assertThat(changed.findings()).extracting(Finding::code).contains("UC3092");
    assertThat(out.resolve("third.cab")).doesNotExist();
  }

  @Test
  void makesAnUnsignedCatalogAnew() throws Exception {
    driver();
    Files.writeString(source.resolve("touch.cat"), "of last year");
    assertThat(build("a.cab").catalogs()).containsExactly(new BuiltCatalog("touch.cat", 2, false));
    assertThat(entries("a.cab")).containsExactly("touch.inf", "touch.sys", "touch.cat");
  }

  static Stream<Arguments> refused() {
    return Stream.of(
        arguments("UC3076", INF.replace("CatalogFile=touch.cat\n", "")),
        arguments("UC3070", "\0".repeat(9)),
        arguments("UC3013", INF.replace("touch.cat", "..\\\\touch.cat")));
  }

  @ParameterizedTest
  @MethodSource("refused")
  void leavesNothingWhereASubmissionWouldRefuseTheDriver(String code, String inf) throws Exception {
    driver();
    Files.writeString(source.resolve("touch.inf"), inf);
    BuiltPackage built = build("a.cab");
    assertThat(built.state()).isEqualTo(State.REFUSED);
    assertThat(built.findings()).extracting(Finding::code).contains(code);
    assertNothingElseIsLeft();
  }

  @Test
  void refusesANameThatCannotBePublished() throws Exception {
    driver();
    assertThat(build("my driver.cab").findings()).extracting(Finding::code).contains("UC3211");
    assertNothingElseIsLeft();
  }

  @Test
  void refusesPackagesWithoutACatalog() throws Exception {
    cabinet("Contoso.Touch", "arm");
    Path bare = source.resolve("Contoso.Bare.cab");
    CabinetWriter.write(
        bare,
        List.of(
            CabinetInput.of(
                "update.mum",
                CbsPackages.manifest("Contoso.Bare", "10.0.2.0", "arm", new TreeMap<>()))),
        Compression.MSZIP,
        true);
    BuiltPackage built = build("K_OCP_10.0.2.0.cab");
    assertThat(built.state()).isEqualTo(State.REFUSED);
    assertThat(built.findings())
        .filteredOn(f -> f.code().equals("UC3034"))
        .extracting(Finding::file)
        .containsExactly("Contoso.Bare.cab");
    assertNothingElseIsLeft();
  }

  @Test
  void stopsAtWhatItCannotBuildFrom() throws Exception {
    stops("UC1080", "a.cab");
    Files.writeString(source.resolve("readme.txt"), "text");
    stops("UC1080", "a.cab");
    Files.delete(source.resolve("readme.txt"));
    cabinet("Contoso.Touch", "arm");
    stops("UC1083", "kiosk.cab");
    stops("UC1083", "K_OCP_10.0.2.cab");
    cabinet("Contoso.Version", "arm64");
    stops("UC1084", "K_OCP_10.0.2.0.cab");
    SignableSamples.cabinet(source.resolve("other.cab"), "no package");
    stops("UC1080", "K_OCP_10.0.2.0.cab");
    assertNothingElseIsLeft();
  }

  @Test
  void followsNoLink() throws Exception {
    driver();
    Path secret = Files.writeString(root.resolve("secret.txt"), "secret");
    Files.createSymbolicLink(source.resolve("link.txt"), secret);
    stops("UC1081", "a.cab");
  }

  @Test
  void leavesItsOwnOutputOutOfAPackage() throws Exception {
    driver();
    Path inside = source.resolve("touch.cab");
    new PackageBuilder(Progress.NONE).build(source, inside);
    assertThat(new PackageBuilder(Progress.NONE).build(source, inside).state())
        .isEqualTo(State.UNCHANGED);
  }

  @Test
  void namesAFolderThatIsMissing() {
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(() -> new PackageBuilder(Progress.NONE).build(root.resolve("no"), out))
        .withMessageContaining("no");
    assertThatExceptionOfType(NoSuchFileException.class)
        .isThrownBy(
            () -> {
              driver();
              new PackageBuilder(Progress.NONE).build(source, root.resolve("gone/a.cab"));
            })
        .withMessageContaining("gone");
  }

  private void stops(String code, String name) {
    assertThatExceptionOfType(UpdateCenterException.class)
        .isThrownBy(() -> build(name))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code));
  }

  private void assertNothingElseIsLeft(String... names) throws IOException {
    try (Stream<Path> left = Files.list(out)) {
      assertThat(left.map(f -> String.valueOf(f.getFileName()))).containsExactlyInAnyOrder(names);
    }
  }

  private void driver() throws IOException {
    Files.writeString(source.resolve("touch.inf"), INF, StandardCharsets.US_ASCII);
    SignableSamples.executable(source.resolve("touch.sys"));
  }

  private void cbsFolder() throws IOException {
    byte[] dll = "a library".getBytes(StandardCharsets.US_ASCII);
    Files.write(source.resolve("touch.dll"), dll);
    Files.write(
        source.resolve("update.mum"),
        CbsPackages.manifest(
            "Contoso.Touch", "10.0.2.0", "arm", new TreeMap<>(Map.of("touch.dll", dll))));
  }

  private void cabinet(String name, String arch) throws IOException {
    CbsPackages.write(
        source.resolve(name + ".cab"), name, "10.0.2.0", arch, Map.of("t.dll", new byte[3]));
  }

  private BuiltPackage build(String name) throws IOException {
    return new PackageBuilder(Progress.NONE).build(source, out.resolve(name));
  }

  private byte[] bytes(BuiltPackage built, String name) throws IOException {
    assertThat(built.state()).as("%s", built.findings()).isEqualTo(State.BUILT);
    return Files.readAllBytes(out.resolve(name));
  }

  private List<String> entries(String name) throws IOException {
    try (Cabinet cabinet = Cabinet.open(out.resolve(name), CabinetLimits.DEFAULT)) {
      return cabinet.files().stream().map(CabinetFile::name).toList();
    }
  }

  private SecurityCatalog catalog(String cab, String name) throws IOException {
    try (Cabinet cabinet = Cabinet.open(out.resolve(cab), CabinetLimits.DEFAULT)) {
      return SecurityCatalog.parse(cabinet.read(name, 1 << 20));
    }
  }
}
