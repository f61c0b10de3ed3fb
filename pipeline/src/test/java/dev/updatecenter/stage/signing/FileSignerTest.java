package dev.updatecenter.stage.signing;

import static dev.updatecenter.kernel.core.AuditLog.Outcome.FAILED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import dev.updatecenter.capability.authenticode.AuthenticodeSigner;
import dev.updatecenter.capability.authenticode.SignatureVerdict;
import dev.updatecenter.capability.authenticode.SigningKey;
import dev.updatecenter.capability.authenticode.jsign.JsignAuthenticodeSigner;
import dev.updatecenter.capability.authenticode.timestamp.TimestampAuthority;
import dev.updatecenter.capability.ledger.AuditEvent;
import dev.updatecenter.capability.ledger.AuditRecord;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.testing.SignableSamples;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileSignerTest {
  private final SigningWorld world;
  private final CountingSigner signer = CountingSigner.of(TestLab.signer());

  FileSignerTest(@TempDir Path folder) {
    this.world = new SigningWorld(folder);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void signsACopyThatAnotherProgramPathFindsValid() throws Exception {
    FileSigner.Source source = world.source("a.cab", "one");
    FileSigner files = world.files(signer);

    FileSigner.Signed signed = files.sign(source, world.lease);

    assertThat(files.files().verdict(signed.file()).verdict())
        .isEqualTo(SignatureVerdict.Verdict.VALID);
    assertThat(ContentDigest.of(signed.file())).isEqualTo(signed.artifact().signed());
    assertThat(Files.size(signed.file())).isEqualTo(signed.artifact().length());
    assertThat(ContentDigest.of(source.path())).isEqualTo(source.sha256());
    assertThat(world.kept()).containsExactly(signed.file());
  }

  @Test
  void neverSignsTheSameFileTwiceAlsoAfterARestart() throws Exception {
    FileSigner.Source source = world.source("a.cab", "one");
    FileSigner.Signed first = world.files(signer).sign(source, world.lease);

    FileSigner.Signed again = world.files(signer).sign(source, world.lease);

    assertThat(again).isEqualTo(first);
    assertThat(signer.count()).isEqualTo(1);
  }

  @Test
  void sameContentUnderTwoNamesKeepsBothUsable() throws Exception {
    FileSigner.Source one = world.source("one.cab", "same");
    FileSigner.Source two = world.source("two.cab", "same");
    FileSigner files = world.files(signer);

    files.sign(one, world.lease);
    files.sign(two, world.lease);

    assertThat(files.before(one)).isPresent();
    assertThat(files.before(two)).isPresent();
    assertThat(signer.count()).isEqualTo(1);
  }

  @Test
  void whatALibrarySaidOfAFailureIsNotOnRecord() throws Exception {
    FileSigner.Source source = world.source("a.cab", "one");
    CountingSigner failing =
        new CountingSigner(
            TestLab.signer(),
            new AtomicInteger(),
            file -> {
              throw new IOException("login with PIN 1234 failed");
            });

    assertThatThrownBy(() -> world.files(failing).sign(source, world.lease))
        .isInstanceOf(IOException.class);

    AuditRecord result = world.audited().get(1);
    assertThat(result.event()).isEqualTo(new AuditEvent.Result("sign-package", 1, FAILED));
    assertThat(result.facts()).containsOnly(Map.entry("error", "IOException"));
  }

  @Test
  void plantedFileAtItsPlaceIsNotUsed() throws Exception {
    FileSigner.Source source = world.source("a.cab", "one");
    FileSigner files = world.files(signer);
    Path place = files.sign(source, world.lease).file();
    Path other = files.sign(world.source("b.cab", "two"), world.lease).file();
    Files.copy(other, place, StandardCopyOption.REPLACE_EXISTING);

    assertThat(files.before(source)).isEmpty();
    FileSigner.Signed again = files.sign(source, world.lease);

    assertThat(ContentDigest.of(again.file())).isEqualTo(again.artifact().signed());
    assertThat(signer.count()).isEqualTo(3);
  }

  @Test
  void linkAtItsPlaceIsRefusedBeforeTheKeyIsUsed() throws Exception {
    FileSigner.Source source = world.source("a.cab", "one");
    FileSigner files = world.files(signer);
    Path place = files.sign(source, world.lease).file();
    Path away = Files.move(place, world.folder.resolve("away.cab"));
    Files.createSymbolicLink(place, away);

    assertThat(files.before(source)).isEmpty();
    assertPlaceRefused(source, place);
    assertThat(place).isSymbolicLink();
  }

  @Test
  void folderAtItsPlaceIsRefusedBeforeTheKeyIsUsed() throws Exception {
    FileSigner.Source source = world.source("a.cab", "one");
    Path place = world.files(signer).sign(source, world.lease).file();
    Files.delete(place);
    Files.createDirectory(place);

    assertPlaceRefused(source, place);
  }

  @Test
  void linkInPlaceOfItsFolderIsRefusedBeforeTheKeyIsUsed() throws Exception {
    FileSigner.Source source = world.source("a.cab", "one");
    Path place = world.files(signer).sign(source, world.lease).file();
    Path away = Files.createDirectory(world.folder.resolve("away"));
    Path kept = world.folder.resolve("signed").resolve(source.sha256().hex());
    assertThat(place).hasParent(kept);
    Files.delete(place);
    Files.delete(kept);
    Files.createSymbolicLink(kept, away);

    assertPlaceRefused(source, kept);
    assertThat(away).isEmptyDirectory();
  }

  /** After one use of the key, none more. */
  private void assertPlaceRefused(FileSigner.Source source, Path place) throws IOException {
    int records = world.audited().size();

    assertThatThrownBy(() -> world.files(signer).sign(source, world.lease))
        .asInstanceOf(type(UpdateCenterException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo("UC4205"))
        .satisfies(e -> assertThat(e.exit()).isEqualTo(ExitCode.FAILED))
        .satisfies(e -> assertThat(e.where()).contains(place.toString()));

    assertThat(signer.count()).isEqualTo(1);
    assertThat(world.audited()).hasSize(records);
    assertThat(scratch()).isEmpty();
  }

  @Test
  void fileSwappedAfterValidationIsRefusedAndLeavesNothing() throws Exception {
    FileSigner.Source source = world.source("a.cab", "judged");
    SignableSamples.cabinet(source.path(), "swapped");

    assertThatThrownBy(() -> world.files(signer).sign(source, world.lease))
        .asInstanceOf(type(UpdateCenterException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo("UC4201"))
        .satisfies(e -> assertThat(e.exit()).isEqualTo(ExitCode.FAILED));

    assertThat(signer.count()).isZero();
    assertThat(world.kept()).isEmpty();
    assertThat(scratch()).isEmpty();
    assertThat(world.audited()).isEmpty();
  }

  @Test
  void anotherCertificateSignsAgain() throws Exception {
    FileSigner.Source source = world.source("a.cab", "one");
    FileSigner.Signed first = world.files(signer).sign(source, world.lease);
    CountingSigner submitter =
        CountingSigner.of(
            new JsignAuthenticodeSigner(
                SigningKey.ofFile(
                    TestLab.pki().submitter().key(), TestLab.pki().submitter().chain()),
                TestLab.timestamps()));

    FileSigner.Signed second = world.files(submitter).sign(source, world.lease);

    assertThat(submitter.count()).isEqualTo(1);
    assertThat(second.artifact().certificate()).isNotEqualTo(first.artifact().certificate());
    assertThat(world.files(signer).before(source)).contains(first);
  }

  @Test
  void brokenSignatureIsRefusedAndAuditedAsFailed() throws Exception {
    CountingSigner breaking =
        new CountingSigner(
            TestLab.signer(),
            new AtomicInteger(),
            file -> {
              byte[] bytes = Files.readAllBytes(file);
              bytes[bytes.length - 40] ^= 1;
              Files.write(file, bytes);
            });

    assertRefused(breaking, "UC4203", ExitCode.FAILED);
  }

  @Test
  void signatureOfAnotherKeyIsRefused() throws Exception {
    AuthenticodeSigner submitter =
        new JsignAuthenticodeSigner(
            SigningKey.ofFile(TestLab.pki().submitter().key(), TestLab.pki().submitter().chain()),
            TestLab.timestamps());
    CountingSigner other =
        new CountingSigner(
            TestLab.signer(), new AtomicInteger(), file -> submitter.sign(file, "other"));

    assertRefused(other, "UC4203", ExitCode.FAILED);
  }

  @Test
  void deadTimestampAuthorityKeepsNothing() throws Exception {
    URI dead;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      dead = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/");
    }
    AuthenticodeSigner without =
        new JsignAuthenticodeSigner(
            SigningKey.ofFile(TestLab.pki().release().key(), TestLab.pki().release().chain()),
            TestLab.timestampsOf(TimestampAuthority.at(dead)));

    assertRefused(without, "UC4041", ExitCode.UNAVAILABLE);
  }

  private void assertRefused(AuthenticodeSigner bad, String code, ExitCode exit)
      throws IOException {
    FileSigner.Source source = world.source("a.cab", "one");

    assertThatThrownBy(() -> world.files(bad).sign(source, world.lease))
        .asInstanceOf(type(UpdateCenterException.class))
        .satisfies(e -> assertThat(e.code()).isEqualTo(code))
        .satisfies(e -> assertThat(e.exit()).isEqualTo(exit));

    assertThat(world.kept()).isEmpty();
    assertThat(scratch()).isEmpty();
    assertThat(world.files(bad).before(source)).isEmpty();
    assertThat(outcomes()).containsExactly(AuditLog.Outcome.FAILED);
    assertThat(world.audited().get(1).facts()).containsEntry("code", code).containsKey("error");
  }

  @Test
  void whatALibrarySaysIsNotOnRecord() throws Exception {
    CountingSigner talking =
        new CountingSigner(
            TestLab.signer(),
            new AtomicInteger(),
            file -> {
              throw new IOException("pin=1234");
            });

    assertThatThrownBy(() -> world.files(talking).sign(world.source("a.cab", "one"), world.lease))
        .hasMessage("pin=1234");

    assertThat(world.audited().get(1).facts()).containsExactly(Map.entry("error", "IOException"));
  }

  @Test
  void intentIsOnRecordBeforeTheKeyIsUsedAndTheResultAfter() throws Exception {
    List<Integer> recordsAtUse = new ArrayList<>();
    CountingSigner watching =
        new CountingSigner(
            TestLab.signer(),
            new AtomicInteger(),
            file -> recordsAtUse.add(world.audited().size()));
    FileSigner.Source source = world.source("a.cab", "one");

    FileSigner.Signed signed = world.files(watching).sign(source, world.lease);

    assertThat(recordsAtUse).containsExactly(1);
    AuditRecord intent = world.audited().get(0);
    assertThat(intent.event().act()).isEqualTo("sign-package");
    assertThat(intent.facts())
        .containsAllEntriesOf(SigningWorld.FACTS)
        .containsEntry("unsigned", source.sha256().hex())
        .containsEntry("certificate", signed.artifact().certificate().hex());
    assertThat(outcomes()).containsExactly(AuditLog.Outcome.DONE);
    assertThat(world.audited().get(1).facts())
        .containsEntry("signed", signed.artifact().signed().hex());
  }

  @Test
  void lostLeaseUsesNoKeyAndLeavesNothing() throws Exception {
    FileSigner.Source source = world.source("a.cab", "one");
    world.lease.lose();

    assertThatThrownBy(() -> world.files(signer).sign(source, world.lease))
        .asInstanceOf(type(UpdateCenterException.class))
        .satisfies(e -> assertThat(e.exit()).isEqualTo(ExitCode.CONFLICT));

    assertThat(signer.count()).isZero();
    assertThat(world.audited()).isEmpty();
    assertThat(scratch()).isEmpty();
  }

  @Test
  void sweepRemovesScratchOfAKilledRunAndNothingElse() throws Exception {
    FileSigner files = world.files(signer);
    FileSigner.Signed signed = files.sign(world.source("a.cab", "one"), world.lease);
    Files.writeString(files.files().artifacts().scratch().newFolder().resolve("half.cab"), "half");

    files.files().sweep();
    files.files().sweep();

    assertThat(world.kept()).containsExactly(signed.file());
  }

  @Test
  void manyThreadsSignEachFileOnce() throws Exception {
    List<FileSigner.Source> sources = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      sources.add(world.source("file%d.cab".formatted(i), "content " + i));
    }
    FileSigner files = world.files(signer);
    List<Callable<FileSigner.Signed>> tasks = new ArrayList<>();
    for (int round = 0; round < 3; round++) {
      sources.forEach(source -> tasks.add(() -> files.sign(source, world.lease)));
    }
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try {
      for (Future<FileSigner.Signed> each : threads.invokeAll(tasks)) {
        FileSigner.Signed signed = each.get();
        assertThat(ContentDigest.of(signed.file())).isEqualTo(signed.artifact().signed());
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(signer.count()).isEqualTo(sources.size());
    assertThat(new HashSet<>(outcomes())).containsExactly(AuditLog.Outcome.DONE);
    assertThat(scratch()).isEmpty();
  }

  private List<AuditLog.Outcome> outcomes() {
    return world.audited().stream()
        .map(AuditRecord::event)
        .filter(AuditEvent.Result.class::isInstance)
        .map(e -> ((AuditEvent.Result) e).outcome())
        .toList();
  }

  private List<Path> scratch() throws IOException {
    Path scratch = world.folder.resolve("signed").resolve("signing-ContosoKiosk");
    if (!Files.exists(scratch)) {
      return List.of();
    }
    try (var left = Files.list(scratch)) {
      return left.toList();
    }
  }
}
