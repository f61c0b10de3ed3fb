package dev.updatecenter.app.wiring;

import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.stage.flighting.LiveMarks;
import dev.updatecenter.stage.flighting.PromotionGate;
import dev.updatecenter.stage.flighting.RingHealthSource;
import dev.updatecenter.stage.flighting.jdbc.JdbcLiveMarks;
import dev.updatecenter.stage.reporting.ReportedRingHealth;
import dev.updatecenter.stage.validation.Calendar;

/** What moves rings, and what that goes by. */
public final class GateWiring {
  private final Wiring wiring;

  GateWiring(Wiring wiring) {
    this.wiring = wiring;
  }

  /** The gate of a product's rings, under the calendar of its policy. */
  public PromotionGate of(RegisteredProduct product) {
    return new PromotionGate(
        ValidationWiring.policy(product)
            .map(policy -> policy.flights().calendar())
            .orElse(Calendar.ALWAYS_OPEN));
  }

  /** What reports say of a ring; reads models and releases once, so ask for it once a command. */
  public RingHealthSource health() {
    return new ReportedRingHealth(
        wiring.reports(), new FlightExclusions(wiring.models(), wiring.releases()));
  }

  /** What was found live. */
  public LiveMarks marks() {
    return new JdbcLiveMarks(wiring.database().jdbc(), wiring.database().ownTransactions());
  }
}
