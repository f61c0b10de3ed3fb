package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.RingName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.AdvanceRun;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.FlightState;
import dev.updatecenter.stage.flighting.Flights;
import dev.updatecenter.stage.flighting.GateDecision;
import dev.updatecenter.stage.flighting.PromotionGate;
import dev.updatecenter.stage.flighting.RingHealth;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.publishing.Refresh;
import dev.updatecenter.stage.reporting.IngestResult;
import dev.updatecenter.stage.submission.RingSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a scheduler runs again and again: reports in, every active flight's gate once, what changed
 * made live, metadata renewed. Safe to run at any time; of several at once one works and the others
 * end with exit 6.
 */
public final class Advance {
  private static final Flighting.Wish AS_PUBLISHED =
      new Flighting.Wish(Optional.empty(), Optional.empty(), Optional.empty());

  private final Wiring wiring;

  /** Advances a home. */
  public Advance(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * What one gate decided.
   *
   * @param flight the flight as it stands now
   * @param health what its devices said
   * @param decision the decision
   */
  public record Step(Flight flight, RingHealth health, GateDecision decision) {}

  /**
   * What one run did for a product.
   *
   * @param product the product
   * @param reports what came in
   * @param steps each active flight
   * @param started flights that a passed ring set off
   * @param waiting rings that could go on, and what they wait for
   * @param published whether devices see something new
   * @param refreshed whether metadata was renewed
   */
  public record Result(
      ProductName product,
      IngestResult reports,
      List<Step> steps,
      List<Flight> started,
      List<String> waiting,
      boolean published,
      boolean refreshed) {
    /** Copies. */
    public Result {
      steps = List.copyOf(steps);
      started = List.copyOf(started);
      waiting = List.copyOf(waiting);
    }

    /** Whether this run halted a ring. */
    public boolean halted() {
      return steps.stream().anyMatch(s -> s.decision() instanceof GateDecision.Halt);
    }
  }

  /** Advances every flight of a product, and remembers that somebody did. */
  public Result run(RegisteredProduct product) {
    Instant started = wiring.clock().instant();
    ExitCode exit = ExitCode.BUG;
    try {
      Result result = advance(product);
      exit = result.halted() ? ExitCode.FAILED : ExitCode.DONE;
      return result;
    } catch (UpdateCenterException e) {
      exit = e.exit();
      throw e;
    } finally {
      wiring
          .advanceRuns()
          .record(
              new AdvanceRun(
                  product.model().product(), started, wiring.clock().instant(), exit.code()));
    }
  }

  private Result advance(RegisteredProduct product) {
    ProductName name = product.model().product();
    try (Lease lease = wiring.leases().acquire(name, "advance")) {
      IngestResult reports = wiring.reportIngest().ingest(name);
      List<Step> steps = steps(name);
      boolean published = !wiring.flights().list(name).isEmpty() && live(product, lease);
      List<String> waiting = new ArrayList<>();
      List<Flight> started = begin(product, waiting, lease);
      boolean refreshed =
          wiring.store().head(Refresh.timestamp(name)).isPresent()
              && wiring.publishing().offers(product).refresh().ifDue(lease);
      return new Result(
          name, reports, steps, started, waiting, published || !started.isEmpty(), refreshed);
    }
  }

  private boolean live(RegisteredProduct product, Lease lease) {
    return Live.publish(wiring, product, false, lease);
  }

  private List<Step> steps(ProductName name) {
    Flights flights = wiring.flights();
    PromotionGate gate = new PromotionGate();
    Instant now = wiring.clock().instant();
    List<Step> steps = new ArrayList<>();
    for (Flight flight : flights.list(name)) {
      if (flight.state() == FlightState.ACTIVE || flight.state() == FlightState.PAUSED) {
        RingHealth health = wiring.health().health(flight, now);
        GateDecision decision = gate.decide(flight, health, now);
        steps.add(new Step(apply(flights, flight, decision), health, decision));
      }
    }
    return steps;
  }

  /** What nobody decided by hand is on record too, but for holding, which changes nothing. */
  private Flight apply(Flights flights, Flight flight, GateDecision decision) {
    if (decision instanceof GateDecision.Hold) {
      return flights.apply(flight, decision);
    }
    Map<String, String> facts =
        Map.of(
            "ring", flight.ring().value(),
            "version", flight.version().toString(),
            "decision", decision.wireName());
    return AuditedAct.of(
        wiring.audit(),
        "decide-gate",
        flight.product(),
        facts,
        () -> flights.apply(flight, decision));
  }

  /**
   * A ring that passed sets off the next one, where release.yaml lets it begin by itself. Asked of
   * every ring at each run, not of those that pass now: what it waited for may be there meanwhile,
   * and the run in which the ring passed may have been killed.
   */
  private List<Flight> begin(RegisteredProduct product, List<String> waiting, Lease lease) {
    List<RingName> rings = product.model().rings();
    List<Flight> flights = wiring.flights().list(product.model().product());
    List<Flight> started = new ArrayList<>();
    for (int i = 0; i + 1 < rings.size(); i++) {
      Optional<Flight> passed =
          newest(flights, rings.get(i)).filter(f -> f.state() == FlightState.PASSED);
      Optional<Flight> there = newest(flights, rings.get(i + 1));
      if (passed.isPresent() && isBehind(there, passed.get())) {
        begin(passed.get(), rings.get(i + 1), waiting, lease).ifPresent(started::add);
      }
    }
    return started;
  }

  private static Optional<Flight> newest(List<Flight> flights, RingName ring) {
    return flights.stream()
        .filter(f -> f.ring().equals(ring))
        .max(Comparator.comparing(Flight::version));
  }

  private static boolean isBehind(Optional<Flight> there, Flight passed) {
    return there.isEmpty() || there.get().version().compareTo(passed.version()) < 0;
  }

  private Optional<Flight> begin(Flight passed, RingName next, List<String> waiting, Lease lease) {
    PublishedRelease release =
        wiring.releases().find(passed.product(), passed.version()).orElseThrow();
    Optional<RingSettings> settings =
        release.rings().stream().filter(r -> r.ring().equals(next)).findFirst();
    if (settings.isEmpty() || !settings.get().automatic()) {
      settings.ifPresent(s -> waiting.add(next + " is started by hand: 'ducctl promote'"));
      return Optional.empty();
    }
    try {
      return Optional.of(new Flighting(wiring).flight(release, next, AS_PUBLISHED, lease).flight());
    } catch (RefusedException e) {
      e.findings().forEach(f -> waiting.add(next + ": " + f.message()));
      return Optional.empty();
    } catch (UpdateCenterException e) {
      if (e.exit() != ExitCode.APPROVAL) {
        throw e;
      }
      waiting.add(String.valueOf(e.getMessage()));
      return Optional.empty();
    }
  }
}
