package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.AuditJson;
import dev.updatecenter.app.jobs.AuditCheck;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.ledger.AuditVerification;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
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
      converter = AuditBookConverter.class,
      description = "Of one product, or _home for acts of none; else of all.")
  @Nullable ProductName product;

  AuditVerifyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    AuditCheck.Result result;
    try (Wiring wiring = session.wiring()) {
      result = new AuditCheck(wiring).run(Optional.ofNullable(product));
    }
    List<AuditJson.Chain> chains = result.chains().stream().map(AuditVerifyCommand::json).toList();
    boolean intact = result.exit() == ExitCode.DONE;
    session
        .output()
        .result(
            new AuditJson(1, intact, chains, Output.json(result.findings())),
            () -> {
              chains.forEach(this::print);
              session.output().findings(result.findings());
            });
    return result.exit().code();
  }

  private static AuditJson.Chain json(AuditCheck.Chain chain) {
    Optional<AuditVerification> found = chain.verification();
    Optional<AuditVerification> compared = found.filter(f -> chain.compared());
    return new AuditJson.Chain(
        chain.book().value(),
        found.map(AuditVerification::records).orElse(0L),
        found.flatMap(AuditVerification::head).map(ContentDigest::hex).orElse(null),
        compared.map(AuditVerification::copied).orElse(null),
        compared.map(AuditVerification::lastCopied).orElse(null));
  }

  private void print(AuditJson.Chain chain) {
    String copied =
        chain.copied() == null
            ? ", not compared with its copy"
            : ", compared with " + chain.copied() + " copied";
    String head = chain.head() == null ? "" : ", head " + chain.head();
    session.output().line(chain.product() + ": " + chain.records() + " records" + copied + head);
  }
}
