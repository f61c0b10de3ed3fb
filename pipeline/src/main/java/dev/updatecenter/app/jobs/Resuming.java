package dev.updatecenter.app.jobs;

import dev.updatecenter.app.jobs.RingControl.Act;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.Flights;
import dev.updatecenter.stage.flighting.GateDecision;
import dev.updatecenter.stage.flighting.Rollout;
import dev.updatecenter.stage.flighting.RolloutState;
import dev.updatecenter.stage.publishing.RepositoryRoles;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * Lets the same devices go on: after a pause by the rollout's key, after a halt by the ring's
 * signers, who raise {@code resumed}.
 */
record Resuming(Wiring wiring, RegisteredProduct product, FlightName flight) {
  /**
   * Resumes.
   *
   * @throws UpdateCenterException UC6024, exit 6, when it is active and devices see that; UC6080,
   *     exit 6, when devices see a halt that is not on record here; UC5065, exit 9, when the ring's
   *     signers have to sign first, and nothing is on record until they have
   */
  boolean resume(String reason) {
    try (Lease lease = wiring.leases().acquire(flight.product(), Act.RESUME.wireName())) {
      Flights flights = wiring.flights();
      Rollout rollout = flights.rollout(flight.product());
      RolloutState state =
          flights
              .find(flight.product(), flight.ring(), flight.version())
              .orElseThrow()
              .standing()
              .state();
      return switch (state) {
        case HALTED ->
            afterHalt(rollout.resumeAfterHalt(flight.ring(), flight.version()), reason, lease);
        case PAUSED -> afterPause(rollout.resume(flight.ring(), flight.version()), reason, lease);
        case ACTIVE -> again(reason, lease);
      };
    }
  }

  private boolean afterHalt(Rollout raised, String reason, Lease lease) {
    List<Flight> flights = wiring.flights().under(raised);
    warnOfTheNextHalt(flights);
    wiring
        .publishing()
        .offers(product)
        .requireSignatures(
            product.model(), flights, wiring.releases().list(flight.product()), raised, lease);
    return audited(
        RepositoryRoles.ring(flight.ring()),
        reason,
        () -> {
          wiring.flights().save(raised);
          return Live.publish(wiring, product, false, lease);
        });
  }

  /** What devices said stays said: a gate that halts for it does so at its next look. */
  private void warnOfTheNextHalt(List<Flight> flights) {
    Instant now = wiring.clock().instant();
    flights.stream()
        .filter(f -> f.ring().equals(flight.ring()) && f.version().equals(flight.version()))
        .map(f -> wiring.gates().of(product).decide(f, wiring.health().health(f, now), now))
        .flatMap(d -> d instanceof GateDecision.Halt halt ? Stream.of(halt) : Stream.empty())
        .forEach(halt -> wiring.progress().warn(nextHalt(halt)));
  }

  private Finding nextHalt(GateDecision.Halt halt) {
    return Finding.warning(
            "UC6072",
            flight.product() + " " + flight.ring(),
            "the next 'ducctl advance' halts " + flight.version() + " again")
        .because("by what devices have reported: " + halt.reason())
        .fixedBy("roll forward with a higher version; see 'ducctl explain UC6072'");
  }

  private boolean afterPause(Rollout resumed, String reason, Lease lease) {
    new SeenState(wiring, product).requireNoForeignHalt(flight);
    return audited(
        RepositoryRoles.ROLLOUT,
        reason,
        () -> {
          wiring.flights().save(resumed);
          return published(lease);
        });
  }

  /** An earlier run may have failed to publish it. */
  private boolean again(String reason, Lease lease) {
    boolean published = audited(RepositoryRoles.ROLLOUT, reason, () -> published(lease));
    if (!published) {
      new SeenState(wiring, product).requireNoForeignHalt(flight);
      throw active();
    }
    return true;
  }

  private boolean published(Lease lease) {
    ProductName name = flight.product();
    Optional<RolloutState> seen = new SeenState(wiring, product).of(flight);
    return seen.filter(s -> s != RolloutState.HALTED).isPresent()
        ? wiring.publishing().rollouts(product).follow(wiring.flights().rollout(name), lease)
        : Live.publish(wiring, product, false, lease);
  }

  private boolean audited(RoleName role, String reason, BooleanSupplier work) {
    return AuditedAct.of(
        wiring.audit(),
        Act.RESUME.wireName(),
        flight.product(),
        AuditFacts.of(wiring, product, role, flight, reason),
        work::getAsBoolean);
  }

  private UpdateCenterException active() {
    return UpdateCenterException.error(
            "UC6024",
            ExitCode.CONFLICT,
            "there is nothing to resume: " + flight.version() + " in " + flight.ring())
        .where(flight.product())
        .why("it is neither paused nor halted, and devices see that")
        .fix("'ducctl status " + flight.product() + "' says what is flighted where")
        .state("nothing was changed")
        .build();
  }
}
