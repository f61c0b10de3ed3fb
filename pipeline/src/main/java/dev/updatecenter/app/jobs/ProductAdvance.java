package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightState;
import dev.updatecenter.stage.flighting.Flights;
import dev.updatecenter.stage.flighting.GateDecision;
import dev.updatecenter.stage.flighting.OverdueHold;
import dev.updatecenter.stage.flighting.PromotionGate;
import dev.updatecenter.stage.flighting.RingHealth;
import dev.updatecenter.stage.flighting.RingHealthSource;
import dev.updatecenter.stage.publishing.Refresh;
import dev.updatecenter.stage.reporting.IngestResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One run of {@code advance} for one product: used once. */
final class ProductAdvance {
  private final Wiring wiring;
  private final RegisteredProduct product;
  private final ProductName name;
  private final List<Advance.Step> steps = new ArrayList<>();
  private final List<Flight> started = new ArrayList<>();
  private final List<String> waiting = new ArrayList<>();
  private IngestResult reports = new IngestResult(0, 0, List.of());
  private boolean live;
  private boolean published;
  private boolean refreshed;

  ProductAdvance(Wiring wiring, RegisteredProduct product) {
    this.wiring = wiring;
    this.product = product;
    this.name = product.model().product();
  }

  /** Goes as far as it can, and tells what was done together with what went wrong. */
  Advance.Result run() {
    Optional<RuntimeException> failure = Optional.empty();
    try (Lease lease = wiring.leases().acquire(name, "advance")) {
      LiveCheck check = new LiveCheck(wiring, product);
      failure = tried(() -> rings(check, lease));
      if (!live) {
        // What keeps rings from moving must not let the metadata expire.
        Optional<RuntimeException> stale = tried(() -> refresh(lease));
        failure = failure.isPresent() ? failure : stale;
        if (failure.isEmpty() && !published && !refreshed) {
          check.mark(wiring.flights().list(name));
        }
      }
    } catch (RuntimeException e) {
      failure = Optional.of(failure.orElse(e));
    }
    return new Advance.Result(
        name, reports, steps, started, waiting, published, refreshed, failure);
  }

  private static Optional<RuntimeException> tried(Runnable work) {
    try {
      work.run();
      return Optional.empty();
    } catch (RuntimeException e) {
      return Optional.of(e);
    }
  }

  /** Without the reports nobody could tell a lost device from one whose word was not read. */
  private void rings(LiveCheck check, Lease lease) {
    reports = wiring.reportIngest().ingest(name);
    List<Flight> recorded = wiring.flights().list(name);
    if (recorded.isEmpty()) {
      return;
    }
    boolean seen = check.isLive(recorded);
    List<Flight> flights = seen ? recorded : new UnseenShares(wiring, product).beginNow(recorded);
    // What is on record has to reach devices even when another flight's gate cannot be asked.
    Optional<RuntimeException> asked = tried(() -> ask(flights));
    boolean moved = steps.stream().anyMatch(s -> !(s.decision() instanceof GateDecision.Hold));
    live = !moved && seen;
    published = !live && Live.publish(wiring, product, false, lease);
    asked.ifPresent(
        e -> {
          throw e;
        });
    new AutomaticStarts(wiring, product, lease)
        .begin(moved ? wiring.flights().list(name) : flights, started, waiting);
    published |= !started.isEmpty();
  }

  private void refresh(Lease lease) {
    refreshed =
        wiring.store().head(Refresh.timestamp(name)).isPresent()
            && wiring.publishing().offers(product).refresh().ifDue(lease);
  }

  private void ask(List<Flight> flights) {
    PromotionGate gate = wiring.gates().of(product);
    RingHealthSource source = wiring.health();
    Instant now = wiring.clock().instant();
    Optional<RuntimeException> failure = Optional.empty();
    for (Flight flight : flights) {
      Optional<RuntimeException> failed = tried(() -> ask(flight, flights, gate, source, now));
      failure = failure.isPresent() ? failure : failed;
    }
    failure.ifPresent(
        e -> {
          throw e;
        });
  }

  private void ask(
      Flight flight,
      List<Flight> flights,
      PromotionGate gate,
      RingHealthSource source,
      Instant now) {
    boolean active = flight.state() == FlightState.ACTIVE || flight.state() == FlightState.PAUSED;
    if (!active && !isWatched(flight, flights)) {
      return;
    }
    RingHealth health = source.health(flight, now);
    GateDecision decision = gate.decide(flight, health, now);
    if (active || decision instanceof GateDecision.Halt) {
      Flight moved = apply(flight, decision);
      steps.add(
          new Advance.Step(
              moved, health, decision, OverdueHold.check(flight, decision, flights, now)));
    }
  }

  /** Devices go on taking what has passed, until a newer release takes over: that is watched. */
  private static boolean isWatched(Flight flight, List<Flight> flights) {
    return flight.state() == FlightState.PASSED
        && flights.stream()
            .filter(f -> f.ring().equals(flight.ring()))
            .noneMatch(
                f ->
                    f.state() == FlightState.PASSED && f.version().compareTo(flight.version()) > 0);
  }

  /** What nobody decided by hand is on record too, but for holding, which changes nothing. */
  private Flight apply(Flight flight, GateDecision decision) {
    if (decision instanceof GateDecision.Hold) {
      return flight;
    }
    Flights flights = wiring.flights();
    Map<String, String> facts =
        Map.of(
            "ring", flight.ring().value(),
            "version", flight.version().toString(),
            "decision", decision.wireName());
    return AuditedAct.of(
        wiring.audit(), "decide-gate", name, facts, () -> flights.apply(flight, decision));
  }
}
