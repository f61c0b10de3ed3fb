package dev.updatecenter.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.updatecenter.device.TurningEdge.Moment;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.kernel.document.Json;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.testing.TestLab;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Halts and pauses that come while a device downloads, or after it did. */
class HandOverTest {
  private final DeviceWorld world;

  HandOverTest(@TempDir Path folder) throws Exception {
    world = new DeviceWorld(folder);
  }

  @ParameterizedTest
  @CsvSource({
    "WHILE_DOWNLOADING, HALTED, refused",
    "WHILE_DOWNLOADING, PAUSED, waiting",
    "AFTER_DOWNLOAD, HALTED, refused",
    "AFTER_DOWNLOAD, PAUSED, waiting"
  })
  void whatWasStoppedOnTheWayIsNotHandedOver(Moment moment, RolloutState state, String decision)
      throws Exception {
    ScanResult result = scan(moment, 1, () -> publish(state));

    assertThat(result.decision()).isEqualTo(decision);
    assertThat(result.packages()).isEmpty();
    assertThat(result.reasons()).contains("the packages were on their way when this was published");
    assertThat(list()).doesNotExist();
  }

  @ParameterizedTest
  @EnumSource(
      value = RolloutState.class,
      names = {"HALTED", "PAUSED"})
  void aLaterScanWithdrawsWhatWasHandedOver(RolloutState state) throws Exception {
    world.scan();
    assertThat(list()).exists();
    publish(state);

    assertThat(world.scan().packages()).isEmpty();

    assertThat(list()).doesNotExist();
  }

  @Test
  void afterAPauseTheDownloadIsHandedOverWithoutAnother() throws Exception {
    scan(Moment.AFTER_DOWNLOAD, 1, () -> publish(RolloutState.PAUSED));
    publish(RolloutState.ACTIVE);
    world.edge.takeAsked();

    assertThat(world.scan().decision()).isEqualTo("install");

    assertThat(list()).exists();
    assertThat(world.edge.takeAsked()).doesNotContain(world.contentName());
  }

  @Test
  void aHaltOnTheWayIsRememberedUntilTheRingsSignersLiftIt() throws Exception {
    scan(Moment.AFTER_DOWNLOAD, 1, () -> publish(RolloutState.HALTED));
    publish(RolloutState.ACTIVE);
    assertThat(world.scan().decision()).as("by the online key").isEqualTo("refused");

    world.resumed = 1;
    publish(RolloutState.ACTIVE);
    assertThat(world.scan().decision()).as("by the ring's signers").isEqualTo("install");
  }

  @Test
  void whatReplacedAReleaseOnTheWayIsHandedOverInItsPlace() throws Exception {
    ScanResult result =
        scan(
            Moment.AFTER_DOWNLOAD,
            1,
            () -> {
              // Other bytes under the same names: the time of the signature.
              world.carry(TestLab.signer());
              publish(RolloutState.ACTIVE);
            });

    assertThat(result.decision()).isEqualTo("install");
    String handed = Json.read(Files.readAllBytes(list()), "list").toPlain() + "";
    assertThat(handed).contains(world.offered.sha256().hex());
    assertThat(world.out().resolve("touch.cab"))
        .hasBinaryContent(world.edge.file(world.contentName()));
  }

  @Test
  void anOfferThatTurnsWithEachDownloadIsLeftToTheNextScan() throws Exception {
    ScanResult result =
        scan(
            Moment.AFTER_DOWNLOAD,
            10,
            () -> {
              world.carry(TestLab.signer());
              publish(RolloutState.ACTIVE);
            });

    assertThat(result.decision()).isEqualTo("waiting");
    assertThat(list()).doesNotExist();
  }

  @Test
  void anEdgeThatFallsSilentAfterTheDownloadHandsNothingOver() {
    assertThatThrownBy(() -> scan(Moment.AFTER_DOWNLOAD, 1, world.edge::goDown))
        .isInstanceOf(UpdateCenterException.class);

    assertThat(list()).doesNotExist();
  }

  private ScanResult scan(Moment moment, int times, TurningEdge.Turn turn) throws IOException {
    TurningEdge edge = new TurningEdge(world.edge, moment, times, turn);
    return world.scan(
        base -> edge, URI.create("http://edge.invalid/"), Optional.of(DeviceWorld.PRODUCT));
  }

  private void publish(RolloutState state) throws Exception {
    world.rollout = state;
    world.signedAt = world.signedAt.plusSeconds(1);
    world.publish();
  }

  private Path list() {
    return world.out().resolve("packages.json");
  }
}
