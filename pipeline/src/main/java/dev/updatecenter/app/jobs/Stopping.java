package dev.updatecenter.app.jobs;

import dev.updatecenter.app.jobs.RingControl.Act;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.Flights;
import dev.updatecenter.stage.flighting.Rollout;
import dev.updatecenter.stage.offer.RolloutDocument;
import dev.updatecenter.stage.offer.RolloutPublisher;
import dev.updatecenter.stage.publishing.RepositoryRoles;
import java.util.Map;

/**
 * Halts or pauses: on record first, then in the rollout, which its online key signs alone. Whoever
 * tampered with the audit log, a release that was withdrawn or a ring's key that is far away must
 * not keep a ring from being stopped.
 */
record Stopping(Wiring wiring, RegisteredProduct product, FlightName flight) {
  private static final String HELD_BY_ANOTHER = "UC5030";
  private static final String CHANGED_MEANWHILE = "UC6012";
  private static final int MAX_TRIES = 8;

  /**
   * The right to stop.
   *
   * @param beside whether another run holds the product's own lease
   */
  private record Right(Lease lease, boolean beside) {}

  /** True when it was not so before, on record or for devices. */
  boolean stop(Act act, String reason) {
    Right right = right(act);
    try (Lease lease = right.lease()) {
      return stop(act, reason, right.beside(), lease);
    }
  }

  /**
   * A halt does not wait for a submission to end: the ledger and the publisher let nothing take it
   * back, whoever works on what they read before. A pause has no such guard, and waits.
   */
  private Right right(Act act) {
    ProductName name = flight.product();
    try {
      return new Right(wiring.leasesToStop().acquire(name, act.wireName()), false);
    } catch (UpdateCenterException e) {
      if (act != Act.HALT || !e.code().equals(HELD_BY_ANOTHER)) {
        throw e;
      }
      wiring
          .progress()
          .say("Another run changes " + name + ", " + e.why() + ": halting beside it.");
      return new Right(wiring.leasesToHalt().acquire(name, act.wireName()), true);
    }
  }

  private boolean stop(Act act, String reason, boolean beside, Lease lease) {
    AuditLog audit = wiring.audit();
    ProductName name = flight.product();
    Map<String, String> said =
        AuditFacts.of(wiring, product, RepositoryRoles.ROLLOUT, flight, reason);
    long intent = audit.intent(act.wireName(), name, said);
    try {
      boolean changed = record(act, reason);
      boolean published = publish(act, reason, beside, lease);
      audit.result(intent, name, AuditLog.Outcome.DONE, Map.of());
      return changed || published;
    } catch (RuntimeException e) {
      audit.failed(intent, name, e);
      throw e;
    }
  }

  private boolean record(Act act, String reason) {
    Flights flights = wiring.flights();
    for (int tries = 1; true; tries++) {
      Rollout before = flights.rollout(flight.product());
      if (before.find(flight.ring(), flight.version()).isEmpty()) {
        return false;
      }
      Rollout after = stopped(act, before, reason);
      try {
        flights.save(after);
        return !after.equals(before);
      } catch (UpdateCenterException e) {
        if (!e.code().equals(CHANGED_MEANWHILE) || tries == MAX_TRIES) {
          throw e;
        }
      }
    }
  }

  private Rollout stopped(Act act, Rollout rollout, String reason) {
    return act == Act.HALT
        ? rollout.halt(flight.ring(), flight.version(), reason)
        : rollout.pause(flight.ring(), flight.version(), reason);
  }

  /** What is on record; with a flight that another home published and this one has no row of. */
  private Rollout decided(Act act, String reason, RolloutPublisher rollouts) {
    Rollout ledger = wiring.flights().rollout(flight.product());
    if (ledger.find(flight.ring(), flight.version()).isPresent()) {
      return ledger;
    }
    RolloutDocument.Release seen = rollouts.seen(flight.ring(), flight.version()).orElseThrow();
    Rollout all =
        ledger.start(
            flight.ring(), flight.version(), seen.share(), seen::salt, wiring.clock().instant());
    return stopped(act, all, reason);
  }

  private boolean publish(Act act, String reason, boolean beside, Lease lease) {
    RolloutPublisher rollouts =
        beside
            ? wiring.publishing().rolloutsBeside(product)
            : wiring.publishing().rollouts(product);
    try {
      return rollouts.stop(decided(act, reason, rollouts), lease);
    } catch (UpdateCenterException e) {
      wiring
          .progress()
          .warn(
              Finding.warning(
                      "UC6081",
                      flight.product() + " " + flight.ring(),
                      "the "
                          + act.wireName()
                          + " of "
                          + flight.version()
                          + " is on record, and devices do not see it yet")
                  .because(e.code() + ": " + e.getMessage())
                  .fixedBy("mend that and run the same command again; 'ducctl advance' tries too"));
      throw e;
    }
  }
}
