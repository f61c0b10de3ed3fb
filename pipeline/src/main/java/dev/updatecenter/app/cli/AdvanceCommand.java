package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.AdvanceJson;
import dev.updatecenter.app.api.FlightJson;
import dev.updatecenter.app.api.GateJson;
import dev.updatecenter.app.api.HealthJson;
import dev.updatecenter.app.jobs.Advance;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import java.util.ArrayList;
import java.util.List;
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
    List<Advance.Result> results = new ArrayList<>();
    try (Wiring wiring = session.wiring()) {
      Advance advance = new Advance(wiring);
      for (RegisteredProduct product : wiring.models().list()) {
        results.add(advance.run(product));
      }
    }
    Output output = session.output();
    output.result(
        new AdvanceJson(1, results.stream().map(AdvanceCommand::json).toList()),
        () -> results.forEach(r -> print(output, r)));
    return results.stream().anyMatch(Advance.Result::halted)
        ? ExitCode.FAILED.code()
        : ExitCode.DONE.code();
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
                        GateJson.of(s.decision())))
            .toList(),
        result.started().stream().map(FlightJson::of).toList(),
        result.waiting(),
        result.published(),
        result.refreshed());
  }

  static void print(Output output, Advance.Result result) {
    output.line(result.product() + ": " + result.reports().accepted() + " new reports");
    output.findings(result.reports().findings());
    for (Advance.Step step : result.steps()) {
      GateJson gate = GateJson.of(step.decision());
      output.line(
          "  " + step.flight().version() + " in " + step.flight().ring() + ": " + gate.decision());
      gate.reasons().forEach(reason -> output.line("    " + reason));
    }
    result.started().forEach(f -> output.line("  started " + f));
    result.waiting().forEach(w -> output.line("  waiting: " + w));
    if (result.steps().isEmpty()) {
      output.line("  no active flight: there was nothing to do");
    }
    if (result.refreshed()) {
      output.line("  metadata renewed");
    }
  }
}
