package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.FlightFacts;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.offer.RolloutDocument;
import dev.updatecenter.stage.publishing.Refresh;
import java.util.Optional;

/** What devices are told of a flight, whatever the ledger says. */
record SeenState(Wiring wiring, RegisteredProduct product) {
  /** The state; empty where devices are told nothing of it. */
  Optional<RolloutState> of(FlightFacts facts) {
    return wiring.store().head(Refresh.timestamp(facts.product())).isPresent()
        ? wiring
            .publishing()
            .rollouts(product)
            .seen(facts.ring(), facts.version())
            .map(RolloutDocument.Release::state)
        : Optional.empty();
  }

  /**
   * Holds what devices see against what this home remembers.
   *
   * @throws UpdateCenterException UC6080, exit 6, when devices see a halt that the ledger does not
   */
  void requireNoForeignHalt(FlightFacts facts) {
    if (of(facts).filter(RolloutState.HALTED::equals).isPresent()) {
      throw UpdateCenterException.error(
              "UC6080",
              ExitCode.CONFLICT,
              "devices see " + facts.version() + " halted in " + facts.ring())
          .where(facts.product())
          .why("the ledger of this home knows of no halt: another home published it")
          .fix(
              "look why it was halted; then 'ducctl halt' here too, and 'ducctl resume' with the"
                  + " ring role's key")
          .state("it stays halted for devices")
          .build();
    }
  }
}
