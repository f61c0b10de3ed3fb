package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.AuditLog;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.Flights;
import dev.updatecenter.stage.flighting.Rollout;
import dev.updatecenter.stage.flighting.RolloutState;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What {@code pause}, {@code resume} and {@code halt} do to the newest flight of a ring. */
public final class RingControl {
  private final Wiring wiring;

  /** Controls the rings of a home. */
  public RingControl(Wiring wiring) {
    this.wiring = wiring;
  }

  /** What a person decided. */
  public enum Act {
    /** No device begins to install. */
    PAUSE,
    /** Goes on with the same devices. */
    RESUME,
    /** Stops at once. */
    HALT;

    /** The word on the command line. */
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Acts on a ring and makes it live.
   *
   * @param ring the ring; empty for the ring of the newest flight
   * @return the flight as it stands then
   * @throws UpdateCenterException exit 5 without a flight, exit 6 when the ring's state does not
   *     allow the act
   */
  public Flight act(Act act, ProductName product, Optional<RingName> ring, String reason) {
    RegisteredProduct registered = Products.require(wiring, product);
    try (Lease lease = leases(act).acquire(product, act.wireName())) {
      Flights flights = wiring.flights();
      Flight flight =
          flights.list(product).stream()
              .filter(f -> ring.isEmpty() || f.ring().equals(ring.get()))
              .reduce((first, second) -> second)
              .orElseThrow(() -> noFlight(product));
      boolean wasLive = !live(registered, flight, act, reason, lease);
      if (act == Act.RESUME && flight.standing().state() == RolloutState.ACTIVE && wasLive) {
        throw active(flight);
      }
      return flights.find(product, flight.ring(), flight.version()).orElseThrow();
    }
  }

  /** Whoever tampered with the audit log must not thereby keep a ring from being stopped. */
  private Lease.Source leases(Act act) {
    return act == Act.RESUME ? wiring.leases() : wiring.leasesToStop();
  }

  /** Once on record, the act is published also when an earlier run failed to; false if it was. */
  private boolean live(
      RegisteredProduct product, Flight flight, Act act, String reason, Lease lease) {
    ProductName name = flight.product();
    AuditLog audit = wiring.audit();
    long intent =
        audit.intent(
            act.wireName(),
            name,
            Map.of(
                "ring", flight.ring().value(),
                "version", flight.version().toString(),
                "reason", reason));
    try {
      Flights flights = wiring.flights();
      flights.save(changed(act, flights.rollout(name), flight, reason));
      boolean published = Live.publish(wiring, product, false, lease);
      audit.result(intent, name, AuditLog.Outcome.DONE, Map.of());
      return published;
    } catch (RuntimeException e) {
      audit.failed(intent, name, e);
      throw e;
    }
  }

  private static UpdateCenterException active(Flight flight) {
    return UpdateCenterException.error(
            "UC6024", ExitCode.CONFLICT, "there is nothing to resume: " + flight)
        .why("it is neither paused nor halted, and devices see that")
        .fix("'ducctl status " + flight.product() + "' says what is flighted where")
        .state("nothing was changed")
        .build();
  }

  private static Rollout changed(Act act, Rollout rollout, Flight flight, String reason) {
    return switch (act) {
      case PAUSE -> rollout.pause(flight.ring(), flight.version(), reason);
      case HALT -> rollout.halt(flight.ring(), flight.version(), reason);
      case RESUME ->
          flight.standing().state() == RolloutState.HALTED
              ? rollout.resumeAfterHalt(flight.ring(), flight.version())
              : rollout.resume(flight.ring(), flight.version());
    };
  }

  private static UpdateCenterException noFlight(ProductName product) {
    return UpdateCenterException.error(
            "UC6023", ExitCode.NOT_FOUND, product + " has no such flight")
        .fix("'ducctl status " + product + "' says what is flighted where")
        .state("nothing was changed")
        .build();
  }
}
