package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.offer.RolloutDocument;
import dev.updatecenter.stage.publishing.Refresh;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What devices are told of a flight, whatever the ledger says. */
record SeenState(Wiring wiring, RegisteredProduct product) {
  /** The state; empty where devices are told nothing of it. */
  Optional<RolloutState> of(FlightName flight) {
    return rollout()
        .flatMap(r -> r.find(flight.ring(), flight.version()))
        .map(RolloutDocument.Release::state);
  }

  /** The releases of a ring that devices may begin or that are paused, version ascending. */
  List<PackageVersion> open(RingName ring) {
    return rollout()
        .map(r -> r.rings().get(ring))
        .map(
            r ->
                r.releases().entrySet().stream()
                    .filter(e -> e.getValue().state() != RolloutState.HALTED)
                    .map(Map.Entry::getKey)
                    .toList())
        .orElse(List.of());
  }

  /** All that devices are told; empty before the first flight. */
  Optional<RolloutDocument> rollout() {
    return wiring.store().head(Refresh.timestamp(product.model().product())).isPresent()
        ? wiring.publishing().rollouts(product).seen()
        : Optional.empty();
  }

  /**
   * Holds what devices see against what this home remembers.
   *
   * @throws UpdateCenterException UC6080, exit 6, when devices see a halt that the ledger does not
   */
  void requireNoForeignHalt(FlightName flight) {
    if (of(flight).filter(RolloutState.HALTED::equals).isPresent()) {
      throw UpdateCenterException.error(
              "UC6080",
              ExitCode.CONFLICT,
              "devices see " + flight.version() + " halted in " + flight.ring())
          .where(flight.product())
          .why("the ledger of this home knows of no halt: another home published it")
          .fix(
              "look why it was halted; then 'ducctl halt' here too, and 'ducctl resume' with the"
                  + " ring role's key")
          .state("it stays halted for devices")
          .build();
    }
  }
}
