package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.AuditJson;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.ledger.AuditChain;
import dev.updatecenter.capability.ledger.AuditRecord;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code ducctl audit verify}. */
@Command(name = "verify", description = "Checks that nothing was altered.")
final class AuditVerifyCommand implements Callable<Integer> {
  private final Session session;

  @Option(
      names = "--product",
      paramLabel = "P",
      converter = ProductNameConverter.class,
      description = "Of one product; else of all.")
  @Nullable ProductName product;

  AuditVerifyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    Optional<ProductName> name = Optional.ofNullable(product);
    List<AuditJson.Chain> chains = new ArrayList<>();
    List<Finding> findings = new ArrayList<>();
    try (KeptState kept = KeptState.open(session)) {
      for (RegisteredProduct each : kept.products(name)) {
        ProductName of = each.model().product();
        List<AuditRecord> records = kept.wiring().auditRecords(of);
        findings.addAll(AuditChain.verify(records));
        int count = records.size();
        String head = count == 0 ? null : records.get(count - 1).hash().hex();
        chains.add(new AuditJson.Chain(of.value(), count, head));
      }
    }
    boolean intact = findings.stream().noneMatch(f -> f.severity() == Severity.ERROR);
    session
        .output()
        .result(
            new AuditJson(1, intact, chains, Output.json(findings)), () -> print(chains, findings));
    return (intact ? ExitCode.DONE : ExitCode.UNTRUSTED).code();
  }

  private void print(List<AuditJson.Chain> chains, List<Finding> findings) {
    Output output = session.output();
    for (AuditJson.Chain chain : chains) {
      String head = chain.head() == null ? "" : ", head " + chain.head();
      output.line(chain.product() + ": " + chain.records() + " records" + head);
    }
    output.findings(findings);
  }
}
