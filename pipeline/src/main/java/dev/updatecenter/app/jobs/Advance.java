package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.AdvanceRun;
import dev.updatecenter.stage.flighting.Flight;
import dev.updatecenter.stage.flighting.GateDecision;
import dev.updatecenter.stage.flighting.RingHealth;
import dev.updatecenter.stage.reporting.IngestResult;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What a scheduler runs again and again: reports in, every active flight's gate once, what changed
 * made live, metadata renewed. Safe to run at any time and from several places at once: of a home's
 * processes one works on a product while the others are told exit 6 for it; of several homes over
 * one store one publishes.
 */
public final class Advance {
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
   * @param alarm that it is held for too long, if it is
   */
  public record Step(
      Flight flight, RingHealth health, GateDecision decision, Optional<Finding> alarm) {}

  /**
   * What one run did for a product.
   *
   * @param product the product
   * @param reports what came in
   * @param steps each active flight, and each passed one that was halted
   * @param started flights that a passed ring set off
   * @param waiting rings that could go on, and what they wait for
   * @param published whether devices see something new
   * @param refreshed whether metadata was renewed
   * @param failure what kept it from its end; what stands above was done all the same
   */
  public record Result(
      ProductName product,
      IngestResult reports,
      List<Step> steps,
      List<Flight> started,
      List<String> waiting,
      boolean published,
      boolean refreshed,
      Optional<RuntimeException> failure) {
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

    /** How the process would end for this product alone; the highest of a failure and a halt. */
    public ExitCode exit() {
      ExitCode failed =
          failure
              .map(e -> e instanceof UpdateCenterException told ? told.exit() : ExitCode.BUG)
              .orElse(ExitCode.DONE);
      return halted() && failed.code() < ExitCode.FAILED.code() ? ExitCode.FAILED : failed;
    }
  }

  /** Tries every product, whatever becomes of the others. */
  public List<Result> run() {
    return wiring.models().list().stream().map(this::attempt).toList();
  }

  /**
   * Advances every flight of one product.
   *
   * @throws RuntimeException what kept it from its end
   */
  public Result run(RegisteredProduct product) {
    Result result = attempt(product);
    if (result.failure().isPresent()) {
      throw result.failure().get();
    }
    return result;
  }

  /** A run is remembered however it ended, but not the one that could not open the database. */
  private Result attempt(RegisteredProduct product) {
    Instant started = wiring.clock().instant();
    Result result = new ProductAdvance(wiring, product).run();
    try {
      wiring
          .advanceRuns()
          .record(
              new AdvanceRun(
                  result.product(), started, wiring.clock().instant(), result.exit().code()));
    } catch (RuntimeException e) {
      return result.failure().isPresent() ? result : failed(result, e);
    }
    return result;
  }

  private static Result failed(Result result, RuntimeException failure) {
    return new Result(
        result.product(),
        result.reports(),
        result.steps(),
        result.started(),
        result.waiting(),
        result.published(),
        result.refreshed(),
        Optional.of(failure));
  }
}
