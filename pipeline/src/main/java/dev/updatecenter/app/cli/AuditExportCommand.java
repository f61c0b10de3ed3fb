package dev.updatecenter.app.cli;

import dev.updatecenter.app.jobs.AuditCheck;
import dev.updatecenter.app.wiring.AuditTrail;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.document.Json;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ducctl audit export}: a record a line, whatever the format, so that it can be hashed. */
@Command(name = "export", description = "Prints the records, a JSON object a line.")
final class AuditExportCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--product",
      paramLabel = "P",
      converter = AuditBookConverter.class,
      description = "Of one product, or _home for acts of none; else of all.")
  @Nullable ProductName product;

  AuditExportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    try (Wiring wiring = session.wiring()) {
      AuditTrail trail = wiring.auditTrail();
      for (ProductName book : AuditCheck.recorded(wiring, Optional.ofNullable(product))) {
        trail.records(book).forEachRemaining(r -> session.output().line(Json.text(r.toJson())));
      }
    }
    return 0;
  }
}
