package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.CeremonyJson;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.capability.tuf.RoleName;
import dev.updatecenter.kernel.core.Lease;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.stage.publishing.Ceremony;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ducctl keys ceremony export}. */
@Command(name = "export", description = "Writes what the key holders of a role are to sign next.")
final class CeremonyExportCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      paramLabel = "ROLE",
      converter = RoleNameConverter.class,
      description = "root, targets, packages, rollout or ring-RING.")
  RoleName role = RoleName.ROOT;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description = "The file to be signed; a ceremony file that is there is replaced.")
  Path out = Path.of("ceremony.json");

  @Option(
      names = "--product",
      paramLabel = "P",
      converter = ProductNameConverter.class,
      description = "Whose; needed where there are several.")
  @Nullable ProductName product;

  CeremonyExportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Ceremony ceremony;
    try (KeptState kept = KeptState.open(session)) {
      RegisteredProduct one = OneProduct.of(kept, Optional.ofNullable(product));
      Wiring wiring = kept.wiring();
      ProductName name = one.model().product();
      try (Lease lease = wiring.leases().acquire(name, "keys ceremony export")) {
        ceremony = wiring.publishing().metadata(one).ceremonies().of(role, lease);
      }
    }
    CeremonyFile.export(out, ceremony);
    CeremonyJson.Entry entry =
        CeremonyJson.Entry.of(
            ceremony, false, Optional.of(CeremonyFile.next(ceremony, out)), Optional.of("" + out));
    Output output = session.output();
    output.result(
        new CeremonyJson(1, List.of(entry)), () -> CeremonyPrinter.print(entry, output::line));
    return 0;
  }
}
