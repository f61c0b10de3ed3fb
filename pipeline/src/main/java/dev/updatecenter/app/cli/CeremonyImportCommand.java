package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.CeremonyJson;
import dev.updatecenter.app.jobs.CeremonyImport;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.publishing.Ceremony;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ducctl keys ceremony import}. */
@Command(
    name = "import",
    description = "Collects signatures, and publishes when enough are there.")
final class CeremonyImportCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "FILE", arity = "1..*", description = "Signed copies.")
  List<Path> files = List.of();

  CeremonyImportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Map<ProductName, List<Ceremony>> copies = new LinkedHashMap<>();
    for (Path file : files) {
      Ceremony read = CeremonyFile.read(file);
      copies.computeIfAbsent(read.product(), any -> new ArrayList<>()).add(read);
    }
    List<CeremonyImport.Result> results = new ArrayList<>();
    try (KeptState kept = KeptState.open(session)) {
      for (Map.Entry<ProductName, List<Ceremony>> each : copies.entrySet()) {
        RegisteredProduct product = kept.product(each.getKey());
        Wiring wiring = kept.wiring();
        try (Lease lease = wiring.leases().acquire(each.getKey(), "keys ceremony import")) {
          results.addAll(new CeremonyImport(wiring).run(product, each.getValue(), lease));
        }
      }
    }
    List<CeremonyJson.Entry> entries =
        results.stream()
            .map(
                r -> CeremonyJson.Entry.of(r.ceremony(), r.published(), r.next(), Optional.empty()))
            .toList();
    Output output = session.output();
    output.result(
        new CeremonyJson(1, entries),
        () -> entries.forEach(entry -> CeremonyPrinter.print(entry, output::line)));
    boolean waits = results.stream().anyMatch(r -> !r.published() && !r.readyForCommand());
    return (waits ? ExitCode.APPROVAL : ExitCode.DONE).code();
  }
}
