package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.PublisherChangeJson;
import dev.updatecenter.capability.devicemodel.RegisteredProduct;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ducctl publisher register} and {@code ducctl publisher retire}. */
@Command
final class PublisherChangeCommand implements Callable<Integer> {
  private final Session session;
  private final boolean retire;

  @Parameters(paramLabel = "CERT.pem", description = "The submitter's EV certificate.")
  String certificate = "";

  @Option(
      names = "--product",
      paramLabel = "P",
      required = true,
      converter = ProductNameConverter.class,
      description = "For which product.")
  @Nullable ProductName product;

  PublisherChangeCommand(Session session, boolean retire) {
    this.session = session;
    this.retire = retire;
  }

  @Override
  public Integer call() throws IOException {
    PublisherCertificate read = PublisherCertificate.read(Path.of(certificate));
    try (KeptState kept = KeptState.open(session)) {
      RegisteredProduct found = kept.product(Objects.requireNonNull(product));
      Publishers publishers = new Publishers(kept.wiring(), found);
      if (!retire) {
        publishers.register(read);
      } else if (!publishers.retire(read)) {
        throw notRegistered(read);
      }
    }
    String state = retire ? "retired" : "registered";
    Output output = session.output();
    output.result(
        new PublisherChangeJson(1, String.valueOf(product), read.sha256().hex(), state),
        () ->
            output.line(
                read.x509().getSubjectX500Principal().getName()
                    + " is "
                    + state
                    + " for "
                    + product));
    return 0;
  }

  private UpdateCenterException notRegistered(PublisherCertificate read) {
    return UpdateCenterException.error(
            "UC1024", ExitCode.NOT_FOUND, "this certificate is not registered for " + product)
        .where(read.sha256().hex())
        .why("neither the policy nor 'publisher register' names it")
        .fix("'ducctl publisher list --product " + product + "' shows those that are")
        .state("nothing was changed")
        .build();
  }
}
