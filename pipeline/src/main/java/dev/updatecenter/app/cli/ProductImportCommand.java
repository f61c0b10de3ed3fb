package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.ImportJson;
import dev.updatecenter.app.jobs.ProductImport;
import dev.updatecenter.app.jobs.ProductRegistration;
import dev.updatecenter.app.jobs.ProductRegistration.Result;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ducctl product import}. */
@Command(name = "import", description = "Reads a workspace, or its files; registers the product.")
final class ProductImportCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      arity = "1..*",
      paramLabel = "FILE|WORKSPACE_DIR",
      description =
          "A workspace of the add-on kit; or product.yaml, policy.yaml, IoTDeviceModel_*.xml,"
              + " *Settings.xml, SMBIOS.CFG of one product.")
  List<String> sources = List.of();

  @Option(
      names = "--product",
      paramLabel = "P",
      converter = ProductNameConverter.class,
      description = "That product only.")
  @Nullable ProductName product;

  ProductImportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    try (Wiring wiring = session.wiring()) {
      ProductImport.Result result =
          new ProductImport(wiring)
              .sources(sources.stream().map(Path::of).toList(), Optional.ofNullable(product));
      print(result.products(), result.findings());
      if (result.refused()) {
        session.output().say("Nothing was registered.");
      }
      return (result.refused() ? ExitCode.FINDINGS : ExitCode.DONE).code();
    }
  }

  private void print(List<Result> results, List<Finding> findings) {
    Output output = session.output();
    output.result(
        new ImportJson(
            1, results.stream().map(ProductImportCommand::item).toList(), Output.json(findings)),
        () -> {
          output.findings(findings);
          results.forEach(this::print);
        });
  }

  private void print(Result result) {
    Output output = session.output();
    String name = result.product().model().product().value();
    output.line(
        switch (result.state()) {
          case REGISTERED -> name + " is registered.";
          case CHANGED -> name + " was registered before and is changed.";
          case UNCHANGED -> name + " is registered already; nothing changed.";
        });
    if (!result.newKeys().isEmpty()) {
      output.say("Made throw-away keys for " + result.newKeys().size() + " metadata roles (lab).");
    } else if (result.state() == ProductRegistration.State.REGISTERED) {
      output.say("Before its first release: ducctl keys generate --product " + name);
    }
  }

  private static ImportJson.Item item(Result result) {
    return new ImportJson.Item(
        result.product().model().product().value(),
        result.state().name().toLowerCase(Locale.ROOT),
        result.product().digest().hex(),
        result.newKeys().stream().map(Object::toString).toList());
  }
}
