package dev.updatecenter.stage.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.updatecenter.capability.format.PackageContents;
import dev.updatecenter.capability.format.PackageEntry;
import dev.updatecenter.capability.format.PackageFormat;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.format.inspect.PackageInspector;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.testing.Programs;
import dev.updatecenter.testing.ReleaseFolder;
import dev.updatecenter.testing.TouchDriver;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DriverFolderTest {
  private static final String YAML = ReleaseFolder.yaml("{ drivers: [drivers/touch] }");

  private final ReleaseFolder releases;
  private final Path touch;

  DriverFolderTest(@TempDir Path root) throws IOException {
    releases = new ReleaseFolder(root);
    touch = releases.folder().resolve("drivers/touch");
  }

  @Test
  void becomesOneCabinetOfEveryFileBelowIt() throws Exception {
    TouchDriver.sound().file("arm/b.dll", new byte[3]).folder(touch);
    SubmittedFile driver = taken(YAML);

    assertThat(driver.shownAs()).isEqualTo("drivers/touch/");
    assertThat(driver.fileName()).isEqualTo("touch.cab");
    PackageContents contents =
        PackageInspector.ofOneFile(CabinetLimits.DEFAULT).inspect(driver.copy(), driver.shownAs());
    assertThat(contents.format()).isEqualTo(PackageFormat.DRIVER);
    assertThat(contents.entries())
        .extracting(PackageEntry::name)
        .containsExactly("arm\\b.dll", "touch.cat", "touch.inf", "touch.sys");
    try (var work = Files.list(releases.workPath())) {
      assertThat(work).hasSize(2);
    }
  }

  @Test
  void cabinetIsOneThatOthersRead() throws Exception {
    TouchDriver.sound().folder(touch);
    Path cabextract = Programs.require("cabextract");
    Process test =
        new ProcessBuilder(cabextract.toString(), "-t", taken(YAML).copy().toString())
            .redirectErrorStream(true)
            .start();

    assertThat(new String(test.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
        .contains("touch.inf  OK");
    assertThat(test.waitFor()).isZero();
  }

  /** Findings of a file point at the file, where whoever built it can open it. */
  @Test
  void findingsPointIntoTheFolder() throws Exception {
    TouchDriver.sound().with("Class       = HIDClass", ";").folder(touch);
    SubmittedFile driver = taken(YAML);

    assertThat(
            PackageInspector.ofOneFile(CabinetLimits.DEFAULT)
                .inspect(driver.copy(), driver.shownAs())
                .contentFindings())
        .filteredOn(f -> f.code().equals("UC3073"))
        .extracting(Finding::where)
        .containsExactly("drivers/touch/touch.inf:2:1");
  }

  @Test
  void sameFilesGiveTheSameDigestWhateverTheirTimesAndOrder() throws Exception {
    TouchDriver.sound().folder(touch);
    UpdateSubmission first = releases.take(YAML);
    Files.setLastModifiedTime(touch.resolve("touch.sys"), FileTime.from(Instant.EPOCH));
    byte[] inf = Files.readAllBytes(touch.resolve("touch.inf"));
    Files.delete(touch.resolve("touch.inf"));
    Files.write(touch.resolve("touch.inf"), inf);

    assertThat(releases.take(YAML).digest()).isEqualTo(first.digest());
    // Stored, not compressed: no release of zlib has a say in it.
    assertThat(first.files(InputRole.DRIVER).get(0).sha256().hex())
        .isEqualTo("a58745fb09d3dc268b1583e71a7ff70ca1b755f8eefb2c88b5be99a585b525f1");
    Files.writeString(touch.resolve("readme.txt"), "new");
    assertThat(releases.take(YAML).digest()).isNotEqualTo(first.digest());
  }

  @Test
  void opensAgainAfterARestartThoughTheFolderIsGone() throws Exception {
    TouchDriver.sound().folder(touch);
    UpdateSubmission before = releases.take(YAML);
    Files.move(touch, touch.resolveSibling("moved"));
    UpdateSubmission after = releases.intake().reopen(before.digest(), before.files());

    assertThat(after.digest()).isEqualTo(before.digest());
    assertThat(after.files()).isEqualTo(before.files());
    assertThat(after.findings()).isEmpty();
  }

  @Test
  void slashAtTheEndChangesNothing() throws Exception {
    TouchDriver.sound().folder(touch);

    assertThat(taken(ReleaseFolder.yaml("{ drivers: [drivers/touch/] }")).shownAs())
        .isEqualTo("drivers/touch/");
  }

  @Test
  void emptyFolderHasNoInf() throws Exception {
    Files.createDirectories(touch);

    assertThat(refused())
        .singleElement()
        .satisfies(f -> assertThat(f.code()).isEqualTo("UC3222"))
        .satisfies(f -> assertThat(f.where()).isEqualTo("release.yaml:4:22"));
  }

  @Test
  void folderOfOtherFilesHasNoInf() throws Exception {
    TouchDriver.sound().without("touch.inf").folder(touch);

    assertThat(refused()).extracting(Finding::code).containsExactly("UC3222");
  }

  @Test
  void followsNoLink() throws Exception {
    TouchDriver.sound().folder(touch);
    Path secret = Files.writeString(releases.folder().resolve("secret.key"), "secret");
    Files.createSymbolicLink(touch.resolve("leak.sys"), secret);
    Files.createSymbolicLink(touch.resolve("self"), touch);

    assertThat(refused())
        .extracting(Finding::code, Finding::where)
        .containsExactlyInAnyOrder(
            tuple("UC3223", "drivers/touch/leak.sys"), tuple("UC3223", "drivers/touch/self"));
  }

  @Test
  void refusesNamesThatWindowsRefuses() throws Exception {
    TouchDriver.sound().file("aux.sys", new byte[1]).file("a:b", new byte[1]).folder(touch);

    assertThat(refused()).extracting(Finding::code).contains("UC3014");
  }

  @Test
  void refusesTwoNamesThatAreOneToWindows() throws Exception {
    TouchDriver.sound().file("TOUCH.SYS", new byte[1]).folder(touch);

    assertThat(refused()).extracting(Finding::code).containsExactly("UC3016");
  }

  @Test
  void refusesFoldersInFoldersWithoutEnd() throws Exception {
    TouchDriver.sound().file("a/".repeat(16) + "deep.sys", new byte[1]).folder(touch);

    assertThat(refused()).extracting(Finding::code).containsExactly("UC3223");
  }

  @Test
  void refusesMoreThanACabinetHolds() throws Exception {
    TouchDriver.sound().folder(touch);
    try (var huge = new RandomAccessFile(touch.resolve("huge.bin").toFile(), "rw")) {
      huge.setLength(2L << 30); // a hole: it takes no room on the disk
    }
    assertThat(refused()).extracting(Finding::code).containsExactly("UC3223");
  }

  @Test
  void damagedOrRefusedFolderLeavesNothingBehind() throws Exception {
    Files.createDirectories(touch);
    refused();

    try (var work = Files.list(releases.workPath())) {
      assertThat(work).hasSize(1); // release.yaml
    }
  }

  private SubmittedFile taken(String yaml) throws IOException {
    UpdateSubmission submission = releases.take(yaml);
    assertThat(submission.findings()).isEmpty();
    return submission.files(InputRole.DRIVER).get(0);
  }

  private List<Finding> refused() throws IOException {
    UpdateSubmission submission = releases.take(YAML);
    assertThat(submission.files(InputRole.DRIVER)).isEmpty();
    return submission.findings();
  }
}
