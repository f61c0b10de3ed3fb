package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.ValidationJson;
import dev.updatecenter.app.api.ci.CleanText;
import dev.updatecenter.app.jobs.Planning;
import dev.updatecenter.app.jobs.RefusedException;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.stage.planning.BoundPlan;
import dev.updatecenter.stage.planning.FlightPlan;
import dev.updatecenter.stage.planning.outlook.RingOutlook;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Prints a plan: for people its rings one after the other, the states with most devices first. */
final class PlanPrinter {
  private final Output output;

  PlanPrinter(Output output) {
    this.output = output;
  }

  void print(PlanDocument document, Optional<Path> written) {
    output.result(document.json(), () -> forPeople(document, written));
  }

  private void forPeople(PlanDocument document, Optional<Path> written) {
    Planning.Result result = document.result();
    BoundPlan plan = result.plan();
    output.line("Plan of " + plan.product() + " " + plan.version() + what(plan));
    output.line("  digest " + plan.digest());
    if (result.approvals() > 0) {
      output.line(
          "  approvals "
              + result.approved()
              + " of "
              + result.approvals()
              + ", asked for when it "
              + (plan instanceof FlightPlan ? "is flighted" : "is submitted"));
    }
    output.findings(result.findings());
    for (Planning.Ring ring : result.rings()) {
      new PlanTable(ring).lines().forEach(output::line);
      output.findings(fresh(ring.outlook(), result.findings()));
    }
    written.ifPresent(file -> output.line("Written to " + CleanText.line(file.toString()) + "."));
    output.say(next(document, written));
  }

  private static String what(BoundPlan plan) {
    return plan instanceof FlightPlan flight ? " to " + flight.ring() : "";
  }

  /** A flight's findings say of its ring what the outlook says, too. */
  private static List<Finding> fresh(RingOutlook ring, List<Finding> said) {
    return ring.findings().stream().filter(f -> !said.contains(f)).toList();
  }

  private static String next(PlanDocument document, Optional<Path> written) {
    Planning.Result result = document.result();
    BoundPlan plan = result.plan();
    boolean flight = plan instanceof FlightPlan;
    if (result.refused()) {
      return "Next: mend what stands against it; 'ducctl "
          + (flight ? "flight" : "submit")
          + "' would refuse it likewise.";
    }
    String file = written.map(f -> CleanText.line(f.toString())).orElse("");
    if (plan instanceof FlightPlan f) {
      return "Next: ducctl flight "
          + f.product()
          + " --ring "
          + f.ring()
          + (file.isEmpty() ? " --plan " + plan.digest() : " --plan " + file);
    }
    return "Next: ducctl submit "
        + (file.isEmpty() ? CleanText.line(document.release().orElse("RELEASE.yaml")) : file);
  }

  /** A release.yaml that cannot be read: there is no plan. */
  int unreadable(RefusedException e) {
    output.result(
        new ValidationJson(1, null, null, null, false, Output.json(e.findings())),
        () -> {
          output.findings(e.findings());
          output.line(e.getMessage() + "; there is no plan of it.");
        });
    return ExitCode.FINDINGS.code();
  }
}
