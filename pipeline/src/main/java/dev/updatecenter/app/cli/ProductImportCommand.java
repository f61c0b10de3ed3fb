package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.ImportJson;
import dev.updatecenter.app.cli.ProductRegistration.Result;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.ProductName;
import dev.updatecenter.kernel.core.Severity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ducctl product import}: judges everything first, then registers all or nothing. */
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

  @Option(names = "--product", paramLabel = "P", description = "That product only.")
  @Nullable String product;

  ProductImportCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Optional<ProductName> name = Optional.ofNullable(product).map(ProductOption::parse);
    List<ProductDraft> drafts = new ImportSources(sources).drafts(name);
    List<Finding> findings = new ArrayList<>();
    try (KeptState kept = KeptState.open(session)) {
      findings.addAll(new ImportCheck(kept.products()).check(drafts));
    }
    if (findings.stream().anyMatch(f -> f.severity() == Severity.ERROR)) {
      print(List.of(), findings);
      session.output().say("Nothing was registered.");
      return ExitCode.FINDINGS.code();
    }
    List<Result> results = new ArrayList<>();
    try (Wiring wiring = session.wiring()) {
      wiring.home().create();
      for (ProductDraft draft : drafts) {
        results.add(new ProductRegistration(wiring).register(draft));
      }
    }
    print(results, findings);
    return 0;
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
