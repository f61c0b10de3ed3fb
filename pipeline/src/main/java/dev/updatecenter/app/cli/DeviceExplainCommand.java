package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.DeviceExplanationJson;
import dev.updatecenter.app.jobs.view.DeviceExplanation;
import dev.updatecenter.app.jobs.view.DeviceExplanation.Explained;
import dev.updatecenter.app.jobs.view.DeviceSearch;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ExitCode;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ducctl device explain}. Reads only. */
@Command(name = "explain", description = "Says why a device is, or is not, offered something.")
final class DeviceExplainCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      paramLabel = "ID",
      description = "Of an enrolled device: 64 hex digits, or 12 or more of the first.")
  String id = "";

  @Option(
      names = "--at",
      paramLabel = "INSTANT",
      description = "A moment of the past, such as 2026-11-21T09:30:00Z; as far as is kept.")
  @Nullable Instant at;

  DeviceExplainCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    DeviceSearch.requireForm(id);
    if (!session.home().hasDatabase()) {
      throw DeviceSearch.unknown(id);
    }
    try (Wiring wiring = session.wiring()) {
      DeviceExplanation explanation = new DeviceExplanation(wiring);
      List<Explained> explained =
          new DeviceSearch(wiring)
              .require(id).stream()
                  .map(d -> explanation.explain(d, Optional.ofNullable(at)))
                  .toList();
      DeviceExplanationPrinter printer = new DeviceExplanationPrinter(session.output());
      DeviceExplanationJson json = DeviceExplanationPrinter.json(explained);
      session.output().result(json, () -> printer.print(json, explained));
    }
    return ExitCode.DONE.code();
  }
}
