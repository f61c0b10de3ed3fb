package dev.updatecenter.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.updatecenter.app.lab.LabPki;
import dev.updatecenter.capability.authenticode.SigningKey;
import dev.updatecenter.capability.authenticode.jsign.JsignAuthenticodeSigner;
import dev.updatecenter.capability.devicemodel.HardwareTarget;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.kernel.document.SchemaCheck;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.flighting.Share;
import dev.updatecenter.stage.offer.OfferPackage;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class DeviceScanTest {
  private Path folder;
  private DeviceWorld world;

  @BeforeEach
  void publish(@TempDir Path temporary) throws Exception {
    folder = temporary;
    world = new DeviceWorld(folder);
  }

  @Test
  void bringsVerifiedPackagesAndTheirOrder() throws Exception {
    ScanResult result = world.scan();
    assertThat(result.decision()).isEqualTo("install");
    assertThat(result.release()).contains(DeviceWorld.RELEASE);
    assertThat(world.out().resolve("touch.cab"))
        .hasBinaryContent(world.edge.file(world.contentName()));
    assertThat(SchemaCheck.check("scan", Json.read(Json.bytes(result.json()), "scan"))).isEmpty();
    byte[] list = Files.readAllBytes(world.out().resolve("packages.json"));
    assertThat(SchemaCheck.check("packages", Json.read(list, "packages.json"))).isEmpty();
    assertThat(Json.read(list, "packages.json").get("packages").orElseThrow().elements())
        .singleElement()
        .satisfies(p -> assertThat(p.text("file")).contains("touch.cab"));
  }

  @Test
  void secondScanAsksForNewsOnly() throws Exception {
    world.scan();
    world.edge.takeAsked();
    assertThat(world.scan().decision()).isEqualTo("install");
    assertThat(world.edge.takeAsked())
        .containsExactly(
            DeviceWorld.METADATA + "2.root.json",
            DeviceWorld.METADATA + "timestamp.json",
            DeviceWorld.METADATA + "2.root.json",
            DeviceWorld.METADATA + "timestamp.json");
  }

  @Test
  void refusesAFlippedPackageAndLeavesNothing() throws Exception {
    world.flip(world.contentName());
    refused("UC7107", ExitCode.UNTRUSTED);
    assertThat(left()).isEmpty();
  }

  @Test
  void withdrawsTheListOfAnEarlierScanBeforeAnythingElse() throws Exception {
    world.scan();
    world.edge.goDown();
    refused("UC5043", ExitCode.UNAVAILABLE);
    assertThat(left()).containsExactly("touch.cab");
  }

  @Test
  void replacesAPackageThatWasChangedInTheFolder() throws Exception {
    world.scan();
    Files.writeString(world.out().resolve("touch.cab"), "something else");
    world.scan();
    assertThat(world.out().resolve("touch.cab"))
        .hasBinaryContent(world.edge.file(world.contentName()));
  }

  @Test
  void refusesAFlippedOffer() throws Exception {
    world.flip(content("Preview.json"));
    refused("UC7107", ExitCode.UNTRUSTED);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"timestamp", "snapshot", "targets", "packages", "ring-Preview", "rollout"})
  void refusesAFlippedRole(String role) throws Exception {
    world.flip(world.newest(new RoleName(role)));
    assertThat(fault().exit()).isEqualTo(ExitCode.UNTRUSTED);
    assertThat(left()).isEmpty();
  }

  @Test
  void refusesAFlippedNextRoot() throws Exception {
    byte[] root = world.edge.file(DeviceWorld.METADATA + "1.root.json");
    world.edge.files().put(DeviceWorld.METADATA + "2.root.json", root);
    assertThat(fault().exit()).isEqualTo(ExitCode.UNTRUSTED);
  }

  @Test
  void refusesAnOlderTimestamp() throws Exception {
    byte[] older = world.edge.files().get(DeviceWorld.METADATA + "timestamp.json");
    world.rollout = RolloutState.HALTED;
    world.publish();
    world.scan();
    world.edge.files().put(DeviceWorld.METADATA + "timestamp.json", older);
    assertThat(fault().exit()).isEqualTo(ExitCode.UNTRUSTED);
  }

  @Test
  void takesNothingFromAnExpiredRollout() throws Exception {
    world.now = world.now.plus(Duration.ofDays(8));
    assertThat(fault().exit()).isEqualTo(ExitCode.EXPIRED);
  }

  @Test
  void aClockThatWentBackDoesNotMakeExpiredMetadataFresh() throws Exception {
    Map<String, byte[]> before = new HashMap<>(world.edge.files());
    world.signedAt = world.signedAt.plus(Duration.ofDays(30));
    world.publish();
    assertThat(world.scan().decision()).isEqualTo("install");
    // The versions are forgotten; the time that the later rollout showed is not.
    try (Stream<Path> files = Files.list(world.state().resolve("products/ContosoKiosk/metadata"))) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    world.edge.files().clear();
    world.edge.files().putAll(before);
    assertThat(fault().exit()).isEqualTo(ExitCode.EXPIRED);
  }

  @Test
  void doesNotRememberATimeThatItsOwnMetadataWouldHaveExpiredAt() throws Exception {
    world.rolloutSignedAt = world.signedAt.plus(Duration.ofDays(5));
    world.publish();
    assertThat(fault().exit()).isEqualTo(ExitCode.EXPIRED);
    world.rolloutSignedAt = world.signedAt;
    world.publish();
    assertThat(world.scan().decision()).isEqualTo("install");
  }

  @Test
  void twoScansAtOnceBothSucceed() throws Exception {
    CompletableFuture<String> other = CompletableFuture.supplyAsync(this::decision);
    assertThat(decision()).isEqualTo("install");
    assertThat(other.get()).isEqualTo("install");
    assertThat(left()).containsExactly("packages.json", "touch.cab");
  }

  @Test
  void refusesTwoHalvesOfDifferentKeys() throws Exception {
    world.scan();
    DeviceReporter.publicKey(folder.resolve("another"), new SecureRandom());
    Files.copy(
        folder.resolve("another/device-key.pub.pem"),
        world.state().resolve("device-key.pub.pem"),
        StandardCopyOption.REPLACE_EXISTING);
    refused("UC7113", ExitCode.DISK);
  }

  @Test
  void aHaltIsRememberedAgainstTheRolloutKey() throws Exception {
    world.rollout = RolloutState.HALTED;
    world.publish();
    assertThat(world.scan().decision()).isEqualTo("refused");
    world.rollout = RolloutState.ACTIVE;
    world.publish();
    assertThat(world.scan().decision()).isEqualTo("refused");
    assertThat(left()).isEmpty();
  }

  @Test
  void waitsOutsideTheShare() throws Exception {
    world.share = Share.NONE;
    world.publish();
    assertThat(world.scan().decision()).isEqualTo("waiting");
    assertThat(left()).isEmpty();
  }

  @Test
  void refusesAnotherModel() throws Exception {
    world.hardware = new HardwareTarget(3, UUID.randomUUID(), "CK-BB-02");
    world.publish();
    assertThat(world.scan().decision()).isEqualTo("refused");
  }

  @Test
  void refusesAPackageOfAnotherEvChain() throws Exception {
    LabPki other =
        LabPki.openOrCreate(folder.resolve("other"), Clock.systemUTC(), new SecureRandom());
    world.carry(signer(other.release().key(), other.release().chain()));
    world.publish();
    refused("UC7105", ExitCode.UNTRUSTED);
    assertThat(left()).isEmpty();
  }

  @Test
  void refusesATrustedSignerThatTheMetadataDoesNotName() throws Exception {
    LabPki pki = TestLab.pki();
    world.carry(signer(pki.submitter().key(), pki.submitter().chain()));
    world.custom("signers", List.of("ab".repeat(32)));
    world.publish();
    refused("UC7106", ExitCode.UNTRUSTED);
    assertThat(left()).isEmpty();
  }

  @Test
  void refusesACabinetWithoutSigners() throws Exception {
    world.custom("signers", List.of());
    world.publish();
    refused("UC7104", ExitCode.UNTRUSTED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"kind", "identity", "version"})
  void refusesAnEntryThatDiffersFromThePackagesRole(String field) throws Exception {
    world.custom(field, "another");
    world.publish();
    refused("UC7103", ExitCode.UNTRUSTED);
  }

  @Test
  void refusesAnEntryWithAnotherLength() throws Exception {
    OfferPackage o = world.offered;
    world.offered =
        new OfferPackage(
            o.target(), o.kind(), o.identity(), o.version(), o.length() + 1, o.sha256());
    world.publish();
    refused("UC7103", ExitCode.UNTRUSTED);
  }

  @Test
  void saysUnreachable() throws Exception {
    world.edge.goDown();
    assertThat(fault().exit()).isEqualTo(ExitCode.UNAVAILABLE);
  }

  @Test
  void saysThatNothingIsPublished() throws Exception {
    world.edge.files().clear();
    refused("UC7101", ExitCode.UNAVAILABLE);
  }

  @Test
  void stopsAtTheLengthOfAnEndlessPackage() throws Exception {
    world.edge.makeEndless(world.contentName());
    refused("UC7107", ExitCode.UNTRUSTED);
    assertThat(left()).isEmpty();
  }

  @Test
  void saysThatAnOfferedPackageIsMissing() throws Exception {
    world.edge.files().remove(world.contentName());
    UpdateCenterException e = fault();
    assertThat(e.code()).isEqualTo("UC7111");
    assertThat(e.exit()).isEqualTo(ExitCode.UNAVAILABLE);
    assertThat(e).hasMessageContaining("missing");
  }

  @Test
  void tellsBothDigestsOfAFlippedPackage() throws Exception {
    world.flip(world.contentName());
    ContentDigest found = ContentDigest.of(world.edge.file(world.contentName()));
    assertThat(fault())
        .hasMessageContaining(world.offered.sha256().toString())
        .hasMessageContaining(found.toString());
  }

  @Test
  void packagesHaveTheModeOfNewFilesAndTheStateIsPrivate() throws Exception {
    world.scan();
    Path usual = Files.createFile(world.out().resolve("usual"));
    for (String file : List.of("touch.cab", "packages.json")) {
      assertThat(Files.getPosixFilePermissions(world.out().resolve(file)))
          .isEqualTo(Files.getPosixFilePermissions(usual));
    }
    try (Stream<Path> files = Files.walk(world.state())) {
      for (Path file : files.toList()) {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
            .as("%s", file)
            .endsWith("------");
      }
    }
  }

  @Test
  void goesOnWhereAConnectionBroke() throws Exception {
    world.edge.breakOff(world.contentName(), 3);
    assertThat(world.scan().decision()).isEqualTo("install");
  }

  @Test
  void goesOnWhereAnEarlierScanStopped() throws Exception {
    world.edge.breakOff(world.contentName(), 5);
    refused("UC7111", ExitCode.UNAVAILABLE);
    assertThat(left()).isEmpty();
    assertThat(world.scan().decision()).isEqualTo("install");
  }

  @Test
  void refusesToForgetWhatItCannotRead() throws Exception {
    world.scan();
    Path memory = world.state().resolve("products/ContosoKiosk/memory.json");
    Files.writeString(memory, "{");
    refused("UC7112", ExitCode.DISK);
  }

  @Test
  void saysThatTheFolderForPackagesIsNoFolder() throws Exception {
    Files.writeString(world.out(), "a file");
    refused("UC7110", ExitCode.DISK);
  }

  private String decision() {
    try {
      return world.scan().decision();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsignAuthenticodeSigner signer(
      java.security.PrivateKey key, List<java.security.cert.X509Certificate> chain) {
    return new JsignAuthenticodeSigner(SigningKey.ofFile(key, chain), TestLab.timestamps());
  }

  private String content(String suffix) {
    return world.edge.files().keySet().stream()
        .filter(n -> n.startsWith("content/") && n.endsWith(suffix))
        .findFirst()
        .orElseThrow();
  }

  private UpdateCenterException fault() {
    UpdateCenterException e = catchThrowableOfType(UpdateCenterException.class, () -> world.scan());
    assertThat(e).isNotNull();
    return e;
  }

  private void refused(String code, ExitCode exit) {
    UpdateCenterException e = fault();
    assertThat(e.code()).as(e.getMessage()).isEqualTo(code);
    assertThat(e.exit()).isEqualTo(exit);
  }

  private List<String> left() throws IOException {
    try (Stream<Path> files = Files.list(world.out())) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
