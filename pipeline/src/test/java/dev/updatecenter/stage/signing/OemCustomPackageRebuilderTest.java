package dev.updatecenter.stage.signing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.capability.format.cab.Cabinet;
import dev.updatecenter.capability.format.cab.CabinetFile;
import dev.updatecenter.capability.format.cab.CabinetLimits;
import dev.updatecenter.capability.format.compdb.CompositionDatabase;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.stage.submission.InputRole;
import dev.updatecenter.stage.submission.SubmittedFile;
import dev.updatecenter.stage.submission.UpdateSubmission;
import dev.updatecenter.stage.validation.ValidatedPackage;
import dev.updatecenter.stage.validation.ValidatedSubmission;
import dev.updatecenter.testing.TestLab;
import dev.updatecenter.testing.TestSubmissions;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OemCustomPackageRebuilderTest {
  private static final int BIG = 1 << 24;

  private final SigningWorld world;
  private final CountingSigner signer = CountingSigner.of(TestLab.signer());
  private final FileSigner files;
  private final UpdateSubmission submission;
  private final ValidatedSubmission validated;

  OemCustomPackageRebuilderTest(@TempDir Path folder) throws IOException {
    this.world = new SigningWorld(folder);
    this.files = world.files(signer);
    this.submission = TestSubmissions.take(folder.resolve("in"), "10.0.2.0", 3);
    this.validated = TestSubmissions.validated(submission);
  }

  @BeforeEach
  void sign() throws IOException {
    for (ValidatedPackage each : validated.packages()) {
      new PackageSigner(files).sign(each, world.lease);
    }
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void holdsTheSignedPackagesByteForByteAndTheirDigests() throws Exception {
    SignedRelease release = new PackageSigner(files).release(validated);
    OemCustomPackageRebuilder.Rebuilt rebuilt = rebuild(release);

    SortedMap<String, ContentDigest> inside = contents(rebuilt.file());
    CompositionDatabase database = database(rebuilt.file());
    for (SignedPackage each : release.packages()) {
      if (each.source().file().role() == InputRole.OCP_MEMBER) {
        assertThat(inside).containsEntry(each.fileName(), each.sha256());
        assertThat(
                database.packages().stream()
                    .filter(p -> p.fileName().equals(each.fileName()))
                    .map(p -> p.payloadHash()))
            .containsExactly(each.sha256());
      }
    }
    assertThat(inside).hasSize(4).containsKey(CompositionDatabase.CABINET_NAME);
    assertThat(database.packages()).hasSize(3);
    assertThat(rebuilt.fileName()).isEqualTo("ContosoKiosk_OCP_10.0.2.0.cab");
  }

  @Test
  void isSignedByTheReleaseCertificate() throws Exception {
    OemCustomPackageRebuilder.Rebuilt rebuilt =
        rebuild(new PackageSigner(files).release(validated));

    SignatureVerdict verdict = files.files().verdict(rebuilt.file());
    assertThat(verdict.verdict()).isEqualTo(SignatureVerdict.Verdict.VALID);
    assertThat(verdict.signer().orElseThrow().sha256()).isEqualTo(files.certificate());
    assertThat(ContentDigest.of(rebuilt.file())).isEqualTo(rebuilt.sha256());
  }

  @Test
  void sameReleaseGivesTheSameFileWithoutAnotherUseOfTheKey() throws Exception {
    OemCustomPackageRebuilder.Rebuilt first = rebuild(new PackageSigner(files).release(validated));
    int uses = signer.count();

    OemCustomPackageRebuilder.Rebuilt again =
        new OemCustomPackageRebuilder(world.files(signer))
            .rebuild(new PackageSigner(files).release(validated), world.lease)
            .orElseThrow();

    assertThat(again).isEqualTo(first);
    assertThat(signer.count()).isEqualTo(uses);
    assertThat(world.folder.resolve("signed/signing-ContosoKiosk")).isEmptyDirectory();
  }

  @Test
  void signingLeavesEveryMemberButTheCatalogAsItWas() throws Exception {
    SignedRelease release = new PackageSigner(files).release(validated);

    for (SignedPackage each : release.packages()) {
      SubmittedFile source = each.source().file();
      if (source.role() == InputRole.OCP_MEMBER) {
        assertThat(each.sha256()).isNotEqualTo(source.sha256());
        SortedMap<String, ContentDigest> before = contents(source.copy());
        SortedMap<String, ContentDigest> after = contents(each.file());
        assertThat(after.remove("update.cat")).isNotEqualTo(before.remove("update.cat"));
        assertThat(after).isEqualTo(before).isNotEmpty();
      }
    }
  }

  @Test
  void plainFilesAreTakenAsTheyAre() throws Exception {
    SignedPackage file =
        new PackageSigner(files)
            .release(validated).packages().stream()
                .filter(p -> p.kind().equals("file"))
                .findFirst()
                .orElseThrow();

    assertThat(file.sha256()).isEqualTo(file.source().file().sha256());
    assertThat(file.signers()).isEmpty();
    // Three packages, and the catalog in each.
    assertThat(signer.count()).isEqualTo(6);
  }

  private OemCustomPackageRebuilder.Rebuilt rebuild(SignedRelease release) throws IOException {
    return new OemCustomPackageRebuilder(files).rebuild(release, world.lease).orElseThrow();
  }

  private static SortedMap<String, ContentDigest> contents(Path cabinet) throws IOException {
    SortedMap<String, ContentDigest> contents = new TreeMap<>();
    try (Cabinet open = Cabinet.open(cabinet, CabinetLimits.DEFAULT)) {
      for (CabinetFile file : open.files()) {
        contents.put(file.name(), ContentDigest.of(open.read(file.name(), BIG)));
      }
    }
    return contents;
  }

  private static CompositionDatabase database(Path ocp) throws IOException {
    byte[] cabinet;
    try (Cabinet open = Cabinet.open(ocp, CabinetLimits.DEFAULT)) {
      cabinet = open.read(CompositionDatabase.CABINET_NAME, BIG);
    }
    try (Cabinet open = Cabinet.open(cabinet, CabinetLimits.DEFAULT)) {
      return CompositionDatabase.parse(open.read(CompositionDatabase.FILE_NAME, BIG), "database");
    }
  }
}
