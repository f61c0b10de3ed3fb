package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.AdvanceJson;
import dev.updatecenter.app.api.ErrorJson;
import dev.updatecenter.app.api.FlightJson;
import dev.updatecenter.app.api.GateJson;
import dev.updatecenter.app.api.HealthJson;
import dev.updatecenter.app.jobs.Advance;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ducctl advance}. */
@Command(
    name = "advance",
    description = "Reports in, gates evaluated, metadata refreshed: for a scheduler.")
final class AdvanceCommand implements Callable<Integer> {
  private final Session session;

  AdvanceCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    List<Advance.Result> results;
    try (Wiring wiring = session.wiring()) {
      results = new Advance(wiring).run();
    }
    Output output = session.output();
    results.forEach(r -> error(r).ifPresent(e -> output.failure(r.product(), e)));
    output.result(
        new AdvanceJson(1, results.stream().map(AdvanceCommand::json).toList()),
        () -> results.forEach(r -> print(output, r)));
    return results.stream().mapToInt(AdvanceCommand::exit).max().orElse(ExitCode.DONE.code());
  }

  private static int exit(Advance.Result result) {
    int failed = error(result).map(e -> e.exit().code()).orElse(ExitCode.DONE.code());
    return Math.max(failed, result.exit().code());
  }

  private static Optional<UpdateCenterException> error(Advance.Result result) {
    return result.failure().map(e -> e instanceof UpdateCenterException told ? told : Faults.of(e));
  }

  private static AdvanceJson.ProductJson json(Advance.Result result) {
    return new AdvanceJson.ProductJson(
        result.product().value(),
        new AdvanceJson.ReportsJson(
            result.reports().accepted(),
            result.reports().skipped(),
            Output.json(result.reports().findings())),
        result.steps().stream()
            .map(
                s ->
                    new AdvanceJson.StepJson(
                        FlightJson.of(s.flight()),
                        HealthJson.of(s.health()),
                        GateJson.of(s.decision()),
                        Output.json(s.alarm().stream().toList())))
            .toList(),
        result.started().stream().map(FlightJson::of).toList(),
        result.waiting(),
        result.published(),
        result.refreshed(),
        error(result).map(e -> ErrorJson.of(e).error()).orElse(null));
  }

  static void print(Output output, Advance.Result result) {
    output.line(result.product() + ": " + result.reports().accepted() + " new reports");
    output.findings(result.reports().findings());
    for (Advance.Step step : result.steps()) {
      print(output, step);
    }
    result.started().forEach(f -> output.line("  started " + f));
    result.waiting().forEach(w -> output.line("  waiting: " + w));
    if (result.steps().isEmpty() && result.failure().isEmpty()) {
      output.line("  no active flight: there was nothing to do");
    }
    if (result.refreshed()) {
      output.line("  metadata renewed");
    }
  }

  private static void print(Output output, Advance.Step step) {
    GateJson gate = GateJson.of(step.decision());
    String since = gate.since() == null ? "" : " since " + Moment.of(gate.since());
    output.line(
        "  %s in %s: %s%s"
            .formatted(step.flight().version(), step.flight().ring(), gate.decision(), since));
    output.line("    " + step.health().sentence());
    gate.reasons().forEach(reason -> output.line("    " + reason));
    if (gate.earliest() != null) {
      output.line("    not before " + Moment.of(gate.earliest()));
    }
    output.findings(step.alarm().stream().toList());
  }
}
