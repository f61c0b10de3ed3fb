package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.RepoVerificationJson;
import dev.updatecenter.app.wiring.AuditWiring;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.capability.authenticode.DefaultAuthenticodeVerifier;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Progress.Unit;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.upkeep.verify.AuditPlace;
import dev.updatecenter.stage.upkeep.verify.AuditReport;
import dev.updatecenter.stage.upkeep.verify.ProductAudit;
import dev.updatecenter.stage.upkeep.verify.SignatureAudit;
import dev.updatecenter.stage.upkeep.verify.StoreAudit;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ducctl repo verify}: makes no home, and needs none. */
@Command(name = "verify", description = "Verifies everything that is published.")
final class RepoVerifyCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      paramLabel = "URL|DIR",
      description = "A folder, or an address: http, https, file or azblob.")
  String place = "";

  @Option(
      names = "--product",
      paramLabel = "P",
      converter = ProductNameConverter.class,
      description = "Of this product alone; else of all that are listed or published here.")
  List<ProductName> products = List.of();

  @Option(
      names = "--root",
      paramLabel = "FILE",
      description = "The product's trusted root; else the home's trust/<product>/root.json.")
  @Nullable Path root;

  @Mixin TrustOptions trust = new TrustOptions();

  @Option(
      names = "--no-signatures",
      description = "Leaves the Authenticode signatures of packages alone.")
  boolean noSignatures;

  RepoVerifyCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    AuditPlace opened = AuditWiring.open(place, session.configuration().azure());
    List<ProductName> named = named();
    if (named.isEmpty() && opened.store().isEmpty()) {
      throw UpdateCenterException.error("UC1161", ExitCode.USAGE, "no product is named")
          .where(place)
          .why("behind this address nothing can be listed, and this home has published no product")
          .fix("name each product with --product P")
          .state("nothing was verified")
          .build();
    }
    Optional<ProductName> rooted = rooted(opened, named);
    Path folder = Files.createTempDirectory("ducctl-verify-");
    try {
      AuditReport report = audit(opened, named, rooted, folder);
      session
          .output()
          .result(RepoVerificationJson.of(place, !noSignatures, report), () -> print(report));
      return report.exit().code();
    } finally {
      Files.deleteIfExists(folder);
    }
  }

  private AuditReport audit(
      AuditPlace opened, List<ProductName> named, Optional<ProductName> rooted, Path folder) {
    Optional<SignatureAudit> signatures =
        noSignatures
            ? Optional.empty()
            : Optional.of(
                new SignatureAudit(
                    new DefaultAuthenticodeVerifier(session.clock()),
                    trust.anchors(session),
                    session.clock().instant(),
                    folder));
    return new StoreAudit(
            opened,
            product -> trustedRoot(product, rooted.filter(product::equals).isPresent()),
            signatures,
            session.clock(),
            session.progress())
        .run(named, !products.isEmpty());
  }

  private List<ProductName> named() {
    if (!products.isEmpty() || !session.home().hasDatabase()) {
      return products;
    }
    try (Wiring wiring = session.wiring()) {
      // One of which nothing was published yet has no root.
      return wiring.models().list().stream()
          .map(each -> each.model().product())
          .filter(product -> Files.isRegularFile(kept(product)))
          .toList();
    }
  }

  /** Which product {@code --root} is of: each has its own. */
  private Optional<ProductName> rooted(AuditPlace opened, List<ProductName> named) {
    boolean listed = products.isEmpty() && opened.store().isPresent();
    List<ProductName> of = listed ? opened.products() : named;
    if (root == null || of.isEmpty()) {
      return Optional.empty();
    }
    if (of.size() != 1) {
      throw UpdateCenterException.error(
              "UC1162", ExitCode.USAGE, "nobody says of which product the root is")
          .where(root)
          .why("each product has a root of its own, and here are " + of)
          .fix("name the one product with --product P")
          .state("nothing was verified")
          .build();
    }
    return Optional.of(of.get(0));
  }

  private Path kept(ProductName product) {
    return session.home().trust().resolve(product.value()).resolve("root.json");
  }

  private Optional<byte[]> trustedRoot(ProductName product, boolean named) {
    try {
      if (root != null && named) {
        return Optional.of(Files.readAllBytes(root));
      }
      Path kept = kept(product);
      return Files.isRegularFile(kept) ? Optional.of(Files.readAllBytes(kept)) : Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String targets(int count) {
    return count == 0 ? "" : ", " + count + (count == 1 ? " target" : " targets");
  }

  private void print(AuditReport report) {
    Output output = session.output();
    for (ProductAudit product : report.products()) {
      output.line(
          product.product()
              + ": "
              + product.objects()
              + " files, "
              + Amount.of(product.bytes(), 0, Unit.BYTES, Duration.ZERO));
      product
          .roles()
          .forEach(
              role ->
                  output.line(
                      String.format(
                          "  %-28s %6d  until %s%s",
                          role.name(), role.version(), role.expires(), targets(role.targets()))));
    }
    output.findings(report.findings());
    output.line(
        report.exit() == ExitCode.DONE
            ? "Everything that is live is as it was signed."
            : "Not everything that is live is as it should be.");
  }
}
