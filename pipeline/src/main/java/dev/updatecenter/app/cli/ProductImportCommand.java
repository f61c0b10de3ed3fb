package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.HardwareJson;
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
              + " *Settings.xml, SMBIOS.CFG and SMBIOS dumps of one product.")
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
      ShownPaths shown = ShownPaths.like(sources);
      print(
          result.products().stream().map(r -> as(shown, r)).toList(),
          shown.findings(result.findings()));
      if (result.refused()) {
        session.output().say("Nothing was registered.");
      }
      return (result.refused() ? ExitCode.FINDINGS : ExitCode.DONE).code();
    }
  }

  private void print(List<Result> results, List<Finding> findings) {
    Output output = session.output();
    output.result(
        json(results, findings),
        () -> {
          output.findings(findings);
          results.forEach(this::print);
        });
  }

  private static ImportJson json(List<Result> results, List<Finding> findings) {
    return new ImportJson(
        1,
        results.stream().map(ProductImportCommand::item).toList(),
        Output.json(findings),
        results.stream().flatMap(r -> ImportJson.taken(name(r), r.provenance()).stream()).toList(),
        results.stream()
            .flatMap(r -> ImportJson.guessed(name(r), r.provenance()).stream())
            .toList());
  }

  private void print(Result result) {
    Output output = session.output();
    ProductName name = name(result);
    output.line(
        switch (result.state()) {
          case REGISTERED -> name + " is registered.";
          case CHANGED -> name + " was registered before and is changed.";
          case UNCHANGED -> name + " is registered already; nothing changed.";
        });
    result
        .provenance()
        .taken()
        .forEach(t -> output.line("  took " + t.what() + " '" + t.value() + "' from " + t.from()));
    result
        .provenance()
        .guessed()
        .forEach(g -> output.line("  guessed " + g.what() + ": " + g.value() + ", " + g.why()));
    Recognition.lines(result.product().model()).forEach(line -> output.line("  " + line));
    result.written().forEach(file -> output.line("  wrote " + file));
    next(result, name);
  }

  private void next(Result result, ProductName name) {
    Output output = session.output();
    if (!result.newKeys().isEmpty()) {
      output.say("Made throw-away keys for " + result.newKeys().size() + " metadata roles (lab).");
    } else if (result.state() == ProductRegistration.State.REGISTERED) {
      output.say("Before its first release: ducctl keys generate --product " + name);
    }
    result.written().stream()
        .filter(file -> file.endsWith("release.yaml"))
        .forEach(file -> output.say("Next: ducctl validate " + file));
  }

  private static Result as(ShownPaths shown, Result r) {
    return new Result(
        r.product(),
        r.state(),
        r.newKeys(),
        shown.provenance(r.provenance()),
        r.written().stream().map(file -> Path.of(shown.text(file.toString()))).toList());
  }

  private static ProductName name(Result result) {
    return result.product().model().product();
  }

  private static ImportJson.Item item(Result result) {
    return new ImportJson.Item(
        name(result).value(),
        result.state().name().toLowerCase(Locale.ROOT),
        result.product().digest().hex(),
        result.newKeys().stream().map(Object::toString).toList(),
        HardwareJson.of(result.product().model()),
        result.written().stream().map(Path::toString).toList());
  }
}
