package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.BuildJson;
import dev.updatecenter.capability.packaging.BuiltCatalog;
import dev.updatecenter.capability.packaging.BuiltPackage;
import dev.updatecenter.capability.packaging.PackageBuilder;
import dev.updatecenter.kernel.core.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ducctl package build}: makes what a submission takes; touches no key and no home. */
@Command(
    name = "build",
    description = "Builds a catalog and cabinet, or an OEM custom package. Signs nothing.")
final class PackageBuildCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(
      paramLabel = "DIR",
      description =
          "A driver folder (with an INF), a CBS package folder (with update.mum), or a folder of"
              + " package cabinets.")
  Path folder = Path.of("");

  @Option(
      names = "--out",
      paramLabel = "FILE",
      required = true,
      description =
          "The package; never overwritten by another. An OEM custom package is named"
              + " <product>_OCP_<a.b.c.d>.cab.")
  String out = "";

  PackageBuildCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    BuiltPackage built = new PackageBuilder(session.progress()).build(folder, Path.of(out));
    BuildJson json = BuildJson.of(out, built);
    session.output().result(json, () -> print(built));
    boolean refused = built.state() == BuiltPackage.State.REFUSED;
    session
        .output()
        .say(
            refused
                ? "Nothing was written: a submission would refuse it."
                : "It is not signed. Sign it next: ducctl sign " + out + " --out DIR");
    return (refused ? ExitCode.FINDINGS : ExitCode.DONE).code();
  }

  private void print(BuiltPackage built) {
    Output output = session.output();
    built
        .file()
        .ifPresent(
            file -> {
              String was =
                  built.state() == BuiltPackage.State.UNCHANGED
                      ? " was built already"
                      : " is built";
              output.line(out + was + ": " + built.contents().format().wireName());
              output.line("  sha256: " + file.sha256().hex());
              output.line("  size: " + file.size());
            });
    for (BuiltCatalog catalog : built.catalogs()) {
      String state = catalog.kept() ? ", kept with its signature" : ", not signed";
      output.line("  " + catalog.name() + ": " + catalog.members() + " members" + state);
    }
    output.findings(built.findings());
  }
}
