package dev.updatecenter.stage.offer;

import dev.updatecenter.capability.devicemodel.DeviceModel;
import dev.updatecenter.capability.devicemodel.HardwareTarget;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.flighting.RunningState;
import dev.updatecenter.stage.flighting.Share;
import dev.updatecenter.stage.publishing.PublishedRelease;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which devices a flighted release reaches at all: decided by {@link OfferDecision} as if the
 * release were the only one of its ring, active and for every device.
 */
public final class ReleaseReach {
  /** Any device: every one is in the share of all. */
  private static final DeviceId ANYBODY = new DeviceId(ContentDigest.of(new byte[0]));

  private final DeviceModel model;
  private final Offer offer;
  private final ContentDigest digest;
  private final RolloutDocument rollout;

  /**
   * The reach of a flight.
   *
   * @param model whose baseline devices run that never reported
   * @param release the published release that the flight is of
   */
  public ReleaseReach(DeviceModel model, Flight flight, PublishedRelease release) {
    this.model = model;
    this.offer =
        new OfferBuilder()
            .build(
                flight.product(),
                flight.ring(),
                List.of(model.target()),
                List.of(flight),
                List.of(release));
    this.digest = ContentDigest.of(offer.toJson());
    RolloutDocument.Release open =
        new RolloutDocument.Release(RolloutState.ACTIVE, Share.ALL, flight.standing().salt(), "");
    this.rollout =
        new RolloutDocument(
            flight.product(),
            Instant.EPOCH,
            new TreeMap<>(
                Map.of(
                    flight.ring(),
                    new RolloutDocument.Ring(
                        digest, new TreeMap<>(Map.of(flight.version(), open))))));
  }

  /**
   * Whether devices in a state cannot take the release: below a floor, or beyond it. A device that
   * has it is reached.
   */
  public boolean excludes(RunningState state) {
    OfferDecision decision = OfferDecision.decide(offer, digest, rollout, device(state));
    return decision instanceof OfferDecision.Refused
        || (decision instanceof OfferDecision.Nothing && decision.release().isEmpty());
  }

  private DeviceState device(RunningState state) {
    HardwareTarget own = model.target();
    return new DeviceState(
        ANYBODY,
        model.product(),
        offer.ring(),
        new TreeMap<>(Map.of(own.number(), own.id())),
        own.baseboardProduct(),
        state.os().orElse(model.baselineOs()),
        state.ocp().orElse(model.baselineOcp()),
        state.release(),
        Map.of(),
        HaltMemory.NONE);
  }
}
