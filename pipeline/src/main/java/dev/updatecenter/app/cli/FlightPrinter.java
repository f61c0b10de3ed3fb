package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.FlightJson;
import dev.updatecenter.app.api.FlightResultJson;
import dev.updatecenter.app.jobs.Flighting;
import dev.updatecenter.app.jobs.RefusedException;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.flighting.Flight;
import java.util.List;

/** Prints what became of a flight. */
final class FlightPrinter {
  private static final String NO_RING = "UC6005";

  private final Output output;

  FlightPrinter(Output output) {
    this.output = output;
  }

  void started(Flighting.Result result) {
    Flight flight = result.flight();
    String what =
        result.started() ? "Started " : "There was nothing to do: it was started before. ";
    print(
        result.started() ? "started" : "unchanged", flight, result.warnings(), what + flight + ".");
    output.say("Next: ducctl advance, whenever devices may have reported.");
  }

  void changed(Flight flight) {
    print("changed", flight, List.of(), "Now " + flight + ".");
  }

  private void print(String state, Flight flight, List<Finding> warnings, String sentence) {
    output.result(
        new FlightResultJson(
            1, state, flight.product().value(), FlightJson.of(flight), Output.json(warnings)),
        () -> {
          output.findings(warnings);
          output.line(sentence);
        });
  }

  int refused(ProductName product, RefusedException e) {
    output.result(
        new FlightResultJson(1, "refused", product.value(), null, Output.json(e.findings())),
        () -> {
          output.findings(e.findings());
          output.line(e.getMessage() + "; no flight was started.");
        });
    boolean noRing =
        !e.findings().isEmpty() && e.findings().stream().allMatch(f -> f.code().equals(NO_RING));
    return (noRing ? ExitCode.NOT_FOUND : ExitCode.FINDINGS).code();
  }
}
