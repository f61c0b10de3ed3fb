package dev.updatecenter.stage.planning.outlook;

import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.flighting.RunningState;
import dev.updatecenter.stage.flighting.Salt;
import dev.updatecenter.stage.flighting.Share;
import dev.updatecenter.stage.offer.DeviceState;
import dev.updatecenter.stage.offer.OfferRelease;
import dev.updatecenter.stage.offer.RolloutDocument;
import java.util.List;
import java.util.Optional;

/**
 * What each reported state of a ring is told now, and by a release that would be flighted. A
 * release that the ring has already is taken as it stands, for every device once its share is the
 * whole ring. Pure.
 */
public final class PlanMatrix {
  /** Nobody is at a part of a share of none or all, so any salt tells the same. */
  private static final Salt ANY = new Salt("00000000000000000000000000000000");

  private final RingSight now;
  private final RingSight inShare;
  private final RingSight outsideShare;
  private final SteppingStones stones;
  private final ReportedDevices devices;

  /**
   * A matrix.
   *
   * @param now what the ring sees
   * @param release what would be flighted
   * @param devices how states become devices
   */
  public PlanMatrix(RingSight now, OfferRelease release, ReportedDevices devices) {
    this.now = now;
    Optional<RolloutDocument.Release> present =
        now.standing(release.version()).filter(s -> now.offer().releases().contains(release));
    this.inShare = now.with(release, standing(present, Share.ALL));
    this.outsideShare = now.with(release, standing(present, Share.NONE));
    this.stones = new SteppingStones(inShare);
    this.devices = devices;
  }

  private static RolloutDocument.Release standing(
      Optional<RolloutDocument.Release> present, Share share) {
    return new RolloutDocument.Release(
        present.map(RolloutDocument.Release::state).orElse(RolloutState.ACTIVE),
        share,
        present.map(RolloutDocument.Release::salt).orElse(ANY),
        present.map(RolloutDocument.Release::reason).orElse(""));
  }

  /** A row for each state, and for each way in which running flights tell it apart. */
  public List<MatrixRow> rows(RingStates ring) {
    return AlikeDevices.of(ring, now.partial()).stream().map(this::row).toList();
  }

  /** The row of devices that are told the same. */
  MatrixRow row(AlikeDevices alike) {
    DeviceState device = devices.of(alike.state(), alike.one());
    return new MatrixRow(
        alike.state(),
        Answer.of(now.decide(device)),
        Answer.of(inShare.decide(device)),
        Answer.of(outsideShare.decide(device)),
        stones.from(device));
  }

  /** The release that ways lead to: the newest one that is not halted. */
  PackageVersion goal() {
    return stones.goal().orElseGet(() -> inShare.offer().releases().get(0).version());
  }

  /** The ways of states alone, where only these are asked for. */
  public SteppingStones.Way way(RunningState state) {
    return stones.from(devices.of(state, ReportedDevices.ANYBODY));
  }
}
