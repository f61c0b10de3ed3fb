package dev.updatecenter.stage.submission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.testing.CbsPackages;
import dev.updatecenter.testing.OcpFolder;
import dev.updatecenter.testing.ReleaseFolder;
import dev.updatecenter.testing.SignableSamples;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IntakeTest {
  private final ReleaseFolder releases;

  IntakeTest(@TempDir Path root) throws IOException {
    this.releases = new ReleaseFolder(root);
  }

  @Test
  void copiesEachInputOnceUnderItsDigest() throws Exception {
    releases.file("apps/a.msix", "the same");
    releases.file("b.ppkg", "the same");
    UpdateSubmission submission =
        releases.take(ReleaseFolder.yaml("{ apps: [apps/a.msix], provisioning: [b.ppkg] }"));

    assertThat(submission.findings()).isEmpty();
    assertThat(submission.files())
        .extracting(SubmittedFile::role, SubmittedFile::shownAs, SubmittedFile::fileName)
        .containsExactly(
            tuple(InputRole.MANIFEST, "release.yaml", "release.yaml"),
            tuple(InputRole.APP, "apps/a.msix", "a.msix"),
            tuple(InputRole.PROVISIONING, "b.ppkg", "b.ppkg"));
    assertThat(submission.files())
        .allSatisfy(
            f -> {
              assertThat(f.copy()).isEqualTo(releases.workPath().resolve(f.sha256().hex()));
              assertThat(ContentDigest.of(f.copy())).isEqualTo(f.sha256());
              assertThat(Files.size(f.copy())).isEqualTo(f.length());
            });
    assertThat(work()).hasSize(2).noneMatch(name -> name.endsWith(".part"));
  }

  @Test
  void laterChangesOfAnInputDoNotReachTheCopy() throws Exception {
    Path app = releases.file("a.msix", "as submitted");
    UpdateSubmission submission = releases.take(ReleaseFolder.yaml("{ apps: [a.msix] }"));
    Files.writeString(app, "changed afterwards");

    assertThat(submission.files(InputRole.APP).get(0).copy()).hasContent("as submitted");
  }

  @Test
  void missingFoldersAndLinksAreFindingsAtTheirLine() throws Exception {
    Path target = releases.file("real.msix", "real");
    Files.createSymbolicLink(releases.folder().resolve("link.msix"), target);
    Files.createSymbolicLink(releases.folder().resolve("nowhere.msix"), Path.of("/does/not/exist"));
    Files.createDirectory(releases.folder().resolve("folder"));
    UpdateSubmission submission =
        releases.take(
            ReleaseFolder.yaml(
                "{ apps: [gone.msix, link.msix, nowhere.msix, real.msix], provisioning: [folder] }"));

    assertThat(submission.files(InputRole.APP))
        .extracting(SubmittedFile::fileName)
        .containsExactly("real.msix");
    assertThat(submission.findings()).extracting(Finding::code).containsOnly("UC1010");
    assertThat(submission.findings())
        .extracting(Finding::where)
        .containsExactly(
            "release.yaml:4:19", "release.yaml:4:30", "release.yaml:4:41", "release.yaml:4:82");
    assertThat(submission.findings().get(3).message()).contains("is a folder");
    assertThat(submission.findings().get(2).message()).contains("no regular file");
  }

  @Test
  void anEmptyFileIsAnInputToo() throws Exception {
    releases.file("empty.json", "");
    UpdateSubmission submission =
        releases.take(
            ReleaseFolder.yaml("{ files: [ { source: empty.json, destination: 'C:\\e.json' } ] }"));

    assertThat(submission.files(InputRole.FILE))
        .singleElement()
        .satisfies(f -> assertThat(f.length()).isZero())
        .satisfies(f -> assertThat(f.sha256()).isEqualTo(ContentDigest.of(new byte[0])));
  }

  @Test
  void opensTheOemCustomPackage() throws Exception {
    releases.ocp("Contoso.A", "Contoso.B");
    UpdateSubmission submission =
        releases.take(ReleaseFolder.yaml("{ ocp: " + ReleaseFolder.OCP + " }"));

    assertThat(submission.findings()).isEmpty();
    assertThat(submission.ocpVersion().orElseThrow()).hasToString(ReleaseFolder.VERSION);
    assertThat(submission.files(InputRole.OCP_MEMBER))
        .extracting(SubmittedFile::shownAs)
        .containsExactly(
            ReleaseFolder.OCP + "!Contoso.A.cab", ReleaseFolder.OCP + "!Contoso.B.cab");
  }

  @Test
  void whatIsNoCabinetLeavesTheSubmissionWhole() throws Exception {
    for (String content : List.of("", "MSCF", "not a cabinet at all")) {
      releases.file(ReleaseFolder.OCP, content);
      releases.file("a.msix", "app");
      UpdateSubmission submission =
          releases.take(ReleaseFolder.yaml("{ ocp: " + ReleaseFolder.OCP + ", apps: [a.msix] }"));

      assertThat(submission.findings())
          .isNotEmpty()
          .allSatisfy(f -> assertThat(f.code()).startsWith("UC300"))
          .allSatisfy(f -> assertThat(f.file()).isEqualTo(ReleaseFolder.OCP));
      assertThat(submission.ocp()).isEmpty();
      assertThat(submission.files())
          .extracting(SubmittedFile::role)
          .containsExactly(InputRole.MANIFEST, InputRole.OCP, InputRole.APP);
      assertThat(work()).noneMatch(name -> name.endsWith(".part"));
    }
  }

  @Test
  void cabinetWithoutDatabaseIsOpenedAndSaidToLackIt() throws Exception {
    SignableSamples.cabinet(releases.folder().resolve(ReleaseFolder.OCP), "text");
    UpdateSubmission submission =
        releases.take(ReleaseFolder.yaml("{ ocp: " + ReleaseFolder.OCP + " }"));

    assertThat(submission.findings()).extracting(Finding::code).containsExactly("UC3055");
    assertThat(submission.ocp().orElseThrow().database()).isEmpty();
    assertThat(submission.files(InputRole.OCP_MEMBER)).hasSize(1);
  }

  @Test
  void databaseMayLieBareAndTheListOfVersionsIsNoPackage() throws Exception {
    new OcpFolder(releases, "Contoso.A")
        .bare()
        .with("TestKiosk_OCP_pkgver.txt", "PackageName,Version".getBytes(UTF_8))
        .pack();
    UpdateSubmission submission =
        releases.take(ReleaseFolder.yaml("{ ocp: " + ReleaseFolder.OCP + " }"));

    assertThat(submission.findings()).isEmpty();
    assertThat(submission.ocp().orElseThrow().database()).isPresent();
    assertThat(submission.ocp().orElseThrow().members())
        .extracting(SubmittedFile::fileName)
        .containsExactly("Contoso.A.cab");
  }

  @Test
  void faultInTheDatabaseIsSaidAtItsLine() throws Exception {
    new OcpFolder(releases, "Contoso.A")
        .database(db -> db.replace("Version=\"10.0.2.0\" Pub", "Version=\"10\" Pub"))
        .pack();
    UpdateSubmission submission =
        releases.take(ReleaseFolder.yaml("{ ocp: " + ReleaseFolder.OCP + " }"));

    assertThat(submission.findings())
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo("UC3052"))
        .satisfies(f -> assertThat(f.file()).isEqualTo(ReleaseFolder.OCP + "!Flash.BSPDB.xml"))
        .satisfies(f -> assertThat(f.line()).isEqualTo(4));
  }

  @Test
  void twoDatabasesAreOneTooMany() throws Exception {
    new OcpFolder(releases, "Contoso.A").with("flash.bspdb.XML", new byte[] {'<'}).pack();
    UpdateSubmission submission =
        releases.take(ReleaseFolder.yaml("{ ocp: " + ReleaseFolder.OCP + " }"));

    assertThat(submission.findings()).extracting(Finding::code).containsExactly("UC3055");
    assertThat(submission.ocp().orElseThrow().database()).isEmpty();
  }

  @Test
  void damagedMemberLeavesNothingHalfWritten() throws Exception {
    Path ocp = releases.ocp("Contoso.A", "Contoso.B");
    byte[] bytes = Files.readAllBytes(ocp);
    bytes[bytes.length - 100] ^= 1;
    Files.write(ocp, bytes);
    UpdateSubmission submission =
        releases.take(ReleaseFolder.yaml("{ ocp: " + ReleaseFolder.OCP + " }"));

    assertThat(submission.findings()).extracting(Finding::code).containsExactly("UC3010");
    assertThat(submission.ocp()).isEmpty();
    assertThat(work()).hasSize(2).noneMatch(name -> name.endsWith(".part"));
  }

  @Test
  void releaseThatVanishedIsATroubleOfTheDisk() throws Exception {
    Path gone = releases.folder().resolve("gone.yaml");
    ReleaseManifest manifest = ReleaseFolder.manifest(ReleaseFolder.yaml("{ apps: [a.msix] }"));

    assertThatThrownBy(() -> releases.intake().take(gone, "gone.yaml", manifest, List.of()))
        .isInstanceOfSatisfying(
            UpdateCenterException.class, e -> assertThat(e.exit()).isEqualTo(ExitCode.DISK));
  }

  @Test
  void digestCoversPayloadBytesAndNotTheNotes() throws Exception {
    String yaml = ReleaseFolder.yaml("{ apps: [a.msix] }");
    releases.file("a.msix", "one");
    ContentDigest first = releases.take(yaml).digest();

    assertThat(releases.take(yaml + "notes: Other.\n").digest()).isEqualTo(first);
    releases.file("a.msix", "two");
    assertThat(releases.take(yaml).digest()).isNotEqualTo(first);
  }

  @Test
  void digestCoversTheOrderOfThePayload() throws Exception {
    releases.file("a.msix", "one");
    releases.file("b.msix", "two");

    assertThat(releases.take(ReleaseFolder.yaml("{ apps: [a.msix, b.msix] }")).digest())
        .isNotEqualTo(releases.take(ReleaseFolder.yaml("{ apps: [b.msix, a.msix] }")).digest());
  }

  @Test
  void digestOfAnOemCustomPackageIsThatOfTheWholeFile() throws Exception {
    String yaml = ReleaseFolder.yaml("{ ocp: " + ReleaseFolder.OCP + " }");
    releases.ocp("Contoso.A");
    ContentDigest first = releases.take(yaml).digest();
    CbsPackages.write(
        releases.folder().resolve(ReleaseFolder.OCP), "N", "1.0.0.0", "arm", new TreeMap<>());

    assertThat(releases.take(yaml).digest()).isNotEqualTo(first);
  }

  @Test
  void clearLeavesNothingAndMayBeRepeated() throws Exception {
    releases.ocp("Contoso.A");
    releases.take(ReleaseFolder.yaml("{ ocp: " + ReleaseFolder.OCP + " }"));
    Files.writeString(releases.workPath().resolve("intake-1.part"), "left by a killed run");

    releases.work().clear();
    assertThat(work()).isEmpty();
    releases.work().clear();
    new WorkFolder(releases.workPath().resolve("never/used")).clear();
  }

  @Test
  void clearRemovesALinkAndNotWhatItLeadsTo() throws Exception {
    Path app = releases.file("a.msix", "stays");
    Files.createDirectories(releases.workPath());
    Files.createSymbolicLink(releases.workPath().resolve("link"), app);
    releases.work().clear();

    assertThat(work()).isEmpty();
    assertThat(app).hasContent("stays");
  }

  @Test
  void copyThatIsGivenUpLeavesNothing() throws Exception {
    IncomingCopy copy = releases.work().incoming();
    copy.write("half".getBytes(StandardCharsets.UTF_8));
    copy.discard();

    assertThat(work()).isEmpty();
  }

  private List<String> work() throws IOException {
    try (Stream<Path> files = Files.list(releases.workPath())) {
      return files.map(f -> f.getFileName().toString()).toList();
    }
  }
}
