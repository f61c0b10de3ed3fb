package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.ReportsIngestJson;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.reporting.IngestResult;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** {@code ducctl reports ingest}. */
@Command(name = "ingest", description = "Takes reports in.")
final class ReportsIngestCommand implements Callable<Integer> {
  private final Session session;

  ReportsIngestCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Map<ProductName, IngestResult> results = new LinkedHashMap<>();
    try (Wiring wiring = session.wiring()) {
      for (RegisteredProduct product : wiring.models().list()) {
        ProductName name = product.model().product();
        try (Lease lease = wiring.leases().acquire(name, "reports ingest")) {
          lease.check();
          results.put(name, wiring.reportIngest().ingest(name));
        }
      }
    }
    List<ReportsIngestJson.ProductJson> json = new ArrayList<>();
    results.forEach(
        (name, r) ->
            json.add(
                new ReportsIngestJson.ProductJson(
                    name.value(), r.accepted(), r.skipped(), Output.json(r.findings()))));
    Output output = session.output();
    output.result(
        new ReportsIngestJson(1, json),
        () ->
            results.forEach(
                (name, r) -> {
                  output.line(name + ": " + r.accepted() + " new reports");
                  output.findings(r.findings());
                }));
    return ExitCode.DONE.code();
  }
}
