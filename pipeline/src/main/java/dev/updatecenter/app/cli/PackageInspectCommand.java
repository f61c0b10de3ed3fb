package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.InspectionJson;
import dev.updatecenter.capability.format.PackageContents;
import dev.updatecenter.capability.format.inspect.PackageInspector;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Severity;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ducctl package inspect}: judges files as files; what they say is for validation. */
@Command(
    name = "inspect",
    description = "Says what a file is, what it holds and what is wrong with it.")
final class PackageInspectCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(arity = "1..*", paramLabel = "FILE", description = "Packages, of any format.")
  List<String> files = List.of();

  PackageInspectCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() {
    PackageInspector inspector =
        PackageInspector.ofSets(session.configuration().cabinetLimits()).asOf(session.clock());
    return EachFile.regular(session.output())
        .run(files, (file, name) -> inspect(inspector, file, name));
  }

  private EachFile.Result inspect(PackageInspector inspector, Path file, String name)
      throws IOException {
    PackageContents contents = inspector.inspect(file, name);
    boolean bad = contents.findings().stream().anyMatch(f -> f.severity() == Severity.ERROR);
    InspectionJson json = InspectionJson.of(name, contents);
    return new EachFile.Result(
        json, bad ? ExitCode.FINDINGS : ExitCode.DONE, () -> print(json, contents));
  }

  private void print(InspectionJson json, PackageContents contents) {
    Output output = session.output();
    output.line(json.file() + ": " + json.format());
    json.identity().forEach((key, value) -> output.line("  " + key + ": " + value));
    for (InspectionJson.Entry entry : json.entries()) {
      output.line(String.format("  %s  %10d  %s", entry.sha256(), entry.size(), entry.name()));
    }
    output.findings(InspectionJson.findings(contents));
  }
}
