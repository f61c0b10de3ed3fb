package dev.updatecenter.stage.planning.outlook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.flighting.RingRelease;
import dev.updatecenter.stage.flighting.RunningState;
import dev.updatecenter.stage.flighting.Share;
import dev.updatecenter.stage.offer.DeviceId;
import dev.updatecenter.stage.offer.DeviceState;
import dev.updatecenter.stage.offer.ShareBucket;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class PlanMatrixTest {
  private static final int RINGS = 500;
  private static final int DEVICES = 200;
  private static final int[] RAMP = {0, 1, 10, 50, 100};

  /**
   * Each triple: a device, a ring with whatever flights, a moment on the ramp of one more. What is
   * held against the matrix is what a device decides on the bytes of offer and rollout, before and
   * after, with no class of the plan between.
   */
  @Test
  void saysOfEachDeviceWhatItDecidesOnWhatIsPublished() throws Exception {
    Random random = new Random(60);
    Map<String, Integer> changes = new TreeMap<>();
    for (int n = 0; n < RINGS; n++) {
      RandomRing ring = new RandomRing(random);
      ReportedDevices devices = ring.devices();
      PlanMatrix matrix = new PlanMatrix(ring.now(), ring.entry(), devices);
      Share share = Share.ofPercent(RAMP[random.nextInt(RAMP.length)]);
      RandomRing later = ring.with(share);
      RingRelease standing = later.standingOf(ring.next().version());
      RandomRing.Scan before = ring.published();
      RandomRing.Scan after = later.published();
      for (int d = 0; d < DEVICES; d++) {
        RunningState state = ring.state();
        DeviceId id = ring.device();
        DeviceState device = devices.of(state, id);
        MatrixRow row = matrix.row(new AlikeDevices(state, id));
        boolean in = ShareBucket.contains(standing.salt(), id, share);
        assertThat(row.now()).isEqualTo(Answer.of(before.decide(device)));
        assertThat(said(in ? row.inShare() : row.outsideShare()))
            .as("ring %d at %s, %s of %s", n, share, id, state)
            .isEqualTo(said(Answer.of(after.decide(device))));
        changes.merge(row.now().decision() + "-" + row.inShare().decision(), 1, Integer::sum);
      }
    }

    assertThat(changes)
        .as("every change that there is")
        .containsKeys(
            "nothing-install",
            "install-install",
            "waiting-install",
            "refused-install",
            "nothing-refused",
            "nothing-waiting",
            "nothing-nothing");
  }

  /** All but the reasons: in one of the two the offer was pruned, or the share has a number. */
  private static List<Object> said(Answer answer) {
    return List.of(answer.decision(), answer.release(), answer.packages(), answer.bytes());
  }

  @Test
  void countsEachDeviceInTheRowOfItsOwnShares() {
    Random random = new Random(61);
    for (int n = 0; n < 40; n++) {
      RandomRing ring = new RandomRing(random);
      PlanMatrix matrix = new PlanMatrix(ring.now(), ring.entry(), ring.devices());
      DeviceList devices = new DeviceList();
      for (int d = 0; d < 200; d++) {
        devices.with(ring.state(), ring.device());
      }
      Map<List<Object>, Integer> wanted = new HashMap<>();
      devices
          .all()
          .forEach(
              (id, state) ->
                  wanted.merge(key(matrix.row(new AlikeDevices(state, id))), 1, Integer::sum));
      Map<List<Object>, Integer> counted = new HashMap<>();
      List<MatrixRow> rows = matrix.rows(devices);
      rows.forEach(row -> counted.merge(key(row), row.devices(), Integer::sum));

      assertThat(counted).isEqualTo(wanted);
      assertThat(devices.visits())
          .as("looks at single devices only where a flight is at a part of the ring")
          .isEqualTo(ring.now().partial().isEmpty() ? 0 : 1);
      assertThat(matrix.rows(devices)).as("the same rows again").isEqualTo(rows);
    }
  }

  private static List<Object> key(MatrixRow row) {
    RunningState s = row.state();
    return List.of(
        s.os(), s.ocp(), s.release(), row.now(), row.inShare(), row.outsideShare(), row.way());
  }

  @Test
  void aDeviceThatNeverReportedRunsWhatItLeftTheFactoryWith() {
    RandomRing ring = new RandomRing(new Random(62));
    RunningState silent = new RunningState(Optional.empty(), Optional.empty(), Optional.empty(), 1);

    DeviceState device = ring.devices().of(silent, ring.device());

    assertThat(device.os()).isEqualTo(PackageVersion.parse("10.0.17763.1577"));
    assertThat(device.ocp()).isEqualTo(PackageVersion.parse("10.0.0.0"));
    assertThat(device.installed()).isEmpty();
  }
}
