package dev.updatecenter.stage.validation.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.updatecenter.capability.format.cab.CabinetInput;
import dev.updatecenter.capability.format.cab.CabinetWriter;
import dev.updatecenter.capability.format.cab.Compression;
import dev.updatecenter.capability.format.compdb.CompositionDatabase;
import dev.updatecenter.capability.packaging.OcpHeader;
import dev.updatecenter.capability.packaging.OcpMember;
import dev.updatecenter.capability.packaging.OemCustomPackageWriter;
import dev.updatecenter.kernel.core.Architecture;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.stage.validation.TestExaminations;
import dev.updatecenter.stage.validation.ValidationRule;
import dev.updatecenter.testing.OcpFolder;
import dev.updatecenter.testing.ReleaseFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said of an OEM custom package: its version, its target, its completeness. */
class OcpRulesTest {
  private static final PackageVersion OS = PackageVersion.parse("10.0.17763.1577");

  private final ReleaseFolder releases;

  OcpRulesTest(@TempDir Path root) throws IOException {
    this.releases = new ReleaseFolder(root);
  }

  @Test
  void packageThatFitsPassesEveryRule() throws Exception {
    releases.ocp("Contoso.A", "Contoso.B");

    assertThat(check(new OcpVersionRule(), ReleaseFolder.OCP)).isEmpty();
    assertThat(check(new OcpTargetRule(), ReleaseFolder.OCP)).isEmpty();
    assertThat(check(new OcpCompleteRule(), ReleaseFolder.OCP)).isEmpty();
  }

  @Test
  void releaseWithoutAnOemCustomPackageIsNotJudged() throws Exception {
    releases.file("a.msix", "app");
    TestExaminations world =
        new TestExaminations(releases.take(ReleaseFolder.yaml("{ apps: [a.msix] }")));

    assertThat(world.check(new OcpVersionRule())).isEmpty();
    assertThat(world.check(new OcpTargetRule())).isEmpty();
    assertThat(world.check(new OcpCompleteRule())).isEmpty();
    assertThat(world.check(new SubmitterSignatureRule())).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "TestKiosk_OCP_10.0.2.0.cab, 10.0.1.9, BSPVersion is 10.0.1.9",
    "TestKiosk_OCP_10.0.1.9.cab, 10.0.2.0, the file name says 10.0.1.9",
    "TestKiosk_OCP_10.0.02.0.cab, 10.0.2.0, the file name says 10.0.02.0",
    "OtherKiosk_OCP_10.0.2.0.cab, 10.0.2.0, named for 'OtherKiosk'",
    "TestKiosk.cab, 10.0.2.0, not named <product>_OCP_",
    "TestKiosk_OCP_10.0.2.cab, 10.0.2.0, not named <product>_OCP_",
  })
  void versionIsOneInNameDatabaseAndRelease(String name, String bsp, String message)
      throws Exception {
    releases.ocp(name, header(bsp, Architecture.ARM, "Production", ""), "Contoso.A");

    assertThat(check(new OcpVersionRule(), name))
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo("UC3206"))
        .satisfies(f -> assertThat(f.message()).contains(message))
        .satisfies(f -> assertThat(f.file()).startsWith(name));
  }

  @Test
  void wrongNameDoesNotHideAWrongDatabase() throws Exception {
    releases.ocp("a.cab", header("10.0.1.9", Architecture.ARM, "Production", ""), "Contoso.A");

    assertThat(check(new OcpVersionRule(), "a.cab")).hasSize(2);
  }

  @ParameterizedTest
  @CsvSource({
    "ARM64, Production, Contoso.CK-BB-02, UC3207, ERROR",
    "ARM, Production, Fabrikam.CK-BB-02, UC3208, ERROR",
    "ARM, Production, Contoso.CK-BB-01, UC3208, ERROR",
    "ARM, Test, Contoso.CK-BB-02, UC3209, WARNING",
  })
  void packageIsBuiltForTheModel(
      Architecture arch, String type, String bspProduct, String code, Severity severity)
      throws Exception {
    releases.ocp(
        ReleaseFolder.OCP, header(ReleaseFolder.VERSION, arch, type, bspProduct), "Contoso.A");

    assertThat(check(new OcpTargetRule(), ReleaseFolder.OCP))
        .extracting(Finding::code, Finding::severity)
        .containsExactly(tuple(code, severity));
  }

  @Test
  void buildArchIsComparedOnlyWithAModel() throws Exception {
    releases.ocp(
        ReleaseFolder.OCP,
        header(ReleaseFolder.VERSION, Architecture.ARM64, "Test", "Nobody"),
        "Contoso.A");
    TestExaminations world =
        new TestExaminations(releases.take(ocp(ReleaseFolder.OCP))).product(Optional.empty());

    assertThat(world.check(new OcpTargetRule()))
        .extracting(Finding::code)
        .containsExactly("UC3209");
  }

  @Test
  void everyDifferenceFromTheDatabaseIsSaid() throws Exception {
    CompositionDatabase database = database("Contoso.Gone", "Contoso.Changed", "Contoso.Same");
    Path changed = releases.cbs("Contoso.Changed", "arm64");
    pack(
        database,
        List.of(
            CabinetInput.of("Contoso.Changed.cab", changed),
            CabinetInput.of("Contoso.Extra.cab", releases.cbs("Contoso.Extra", "arm")),
            CabinetInput.of("Contoso.Same.cab", releases.cbs("Contoso.Same", "arm"))));

    assertThat(check(new OcpCompleteRule(), ReleaseFolder.OCP))
        .extracting(Finding::code, Finding::subject)
        .contains(
            tuple("UC3056", "Contoso.Gone.cab"),
            tuple("UC3057", "Contoso.Extra.cab"),
            tuple("UC3058", "Contoso.Changed.cab"))
        .doesNotContain(tuple("UC3058", "Contoso.Same.cab"));
  }

  @Test
  void sizeAndFolderAreSaidToo() throws Exception {
    Path member = releases.cbs("Contoso.A", "arm");
    CompositionDatabase database =
        database("Contoso.A")
            .withPayload("Contoso.A.cab", ContentDigest.of(member), Files.size(member) + 1);
    pack(database, List.of(CabinetInput.of("folder\\Contoso.A.cab", member)));

    assertThat(check(new OcpCompleteRule(), ReleaseFolder.OCP))
        .extracting(Finding::code)
        .contains("UC3060");
    pack(database, List.of(CabinetInput.of("Contoso.A.cab", member)));
    assertThat(check(new OcpCompleteRule(), ReleaseFolder.OCP))
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo("UC3059"))
        .satisfies(
            f ->
                assertThat(f.file())
                    .isEqualTo(ReleaseFolder.OCP + "!" + CompositionDatabase.FILE_NAME));
  }

  @ParameterizedTest
  @CsvSource({
    "ID=\"Contoso.A\", ID=\"Contoso.B\", UC3063",
    "ID=\"Contoso.A\", ID=\"contoso.a~628844477771337a~arm~~\", ''",
    "ID=\"Contoso.A\", ID=\"Contoso\", ''", // what its owner alone makes
    "Version=\"10.0.2.0\" Pub, Version=\"10.0.2.1\" Pub, UC3064",
    "628844477771337a, 31bf3856ad364e35, UC3065",
    "628844477771337a, '', ''",
  })
  void databaseSaysOfEachPackageWhatItSaysItself(String what, String by, String code)
      throws Exception {
    new OcpFolder(releases, "Contoso.A").database(db -> db.replace(what, by)).pack();

    assertThat(check(new OcpMemberIdentityRule(), ReleaseFolder.OCP))
        .extracting(f -> f.code() + " " + f.line())
        .containsExactlyElementsOf(code.isEmpty() ? List.of() : List.of(code + " 4"));
  }

  @Test
  void boardsNameMustStandAlone() throws Exception {
    releases.ocp(
        ReleaseFolder.OCP,
        header(ReleaseFolder.VERSION, Architecture.ARM, "Production", "Contoso CK-BB-021"),
        "Contoso.A");

    assertThat(check(new OcpTargetRule(), ReleaseFolder.OCP))
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo("UC3208"))
        .satisfies(f -> assertThat(f.line()).isEqualTo(2));
  }

  private CompositionDatabase database(String... names) throws IOException {
    releases.ocp(names);
    return new OemCustomPackageWriter()
        .write(
            ReleaseFolder.header(), members(names), releases.folder().resolve(ReleaseFolder.OCP));
  }

  private List<OcpMember> members(String... names) {
    return Arrays.stream(names)
        .map(n -> new OcpMember(n + ".cab", releases.folder().resolve(n + ".cab")))
        .toList();
  }

  private void pack(CompositionDatabase database, List<CabinetInput> members) throws IOException {
    Path cabinet = releases.folder().resolve(CompositionDatabase.CABINET_NAME);
    CabinetWriter.write(
        cabinet,
        List.of(CabinetInput.of(CompositionDatabase.FILE_NAME, database.toXml())),
        Compression.MSZIP,
        true);
    List<CabinetInput> all = new ArrayList<>(members);
    all.add(CabinetInput.of(CompositionDatabase.CABINET_NAME, cabinet));
    CabinetWriter.write(releases.folder().resolve(ReleaseFolder.OCP), all, Compression.NONE, true);
  }

  private static OcpHeader header(
      String version, Architecture arch, String releaseType, String bspProduct) {
    return new OcpHeader(PackageVersion.parse(version), arch, OS, releaseType, bspProduct);
  }

  private List<Finding> check(ValidationRule rule, String name) throws IOException {
    return new TestExaminations(releases.take(ocp(name))).check(rule);
  }

  private static String ocp(String name) {
    return ReleaseFolder.yaml("{ ocp: " + name + " }");
  }
}
