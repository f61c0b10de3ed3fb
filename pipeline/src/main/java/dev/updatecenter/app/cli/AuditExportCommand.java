package dev.updatecenter.app.cli;

import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.ledger.AuditRecord;
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
      converter = ProductNameConverter.class,
      description = "Of one product; else of all.")
  @Nullable ProductName product;

  AuditExportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Optional<ProductName> name = Optional.ofNullable(product);
    try (KeptState kept = KeptState.open(session)) {
      for (RegisteredProduct each : kept.products(name)) {
        for (AuditRecord record : kept.wiring().auditRecords(each.model().product())) {
          session.output().line(Json.text(record.toJson()));
        }
      }
    }
    return 0;
  }
}
