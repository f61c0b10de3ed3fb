package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.ValidationJson;
import dev.updatecenter.app.jobs.OfflineValidation;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code ducctl validate}. */
@Command(name = "validate", description = "Checks a release offline.")
final class ValidateCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "RELEASE.yaml", description = "The release to check.")
  String release = "";

  ValidateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Path file = Path.of(release);
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
    try (Wiring wiring =
        new Wiring(
            session.home(),
            session.configurationNear(folder),
            session.clock(),
            session.progress())) {
      OfflineValidation.Result result = new OfflineValidation(wiring).validate(file, release);
      session.output().result(json(result), () -> print(result));
      return (result.passed() ? ExitCode.DONE : ExitCode.FINDINGS).code();
    }
  }

  private void print(OfflineValidation.Result result) {
    Output output = session.output();
    output.findings(result.findings());
    output.line(release + (result.passed() ? " passes." : " is refused."));
  }

  private static ValidationJson json(OfflineValidation.Result result) {
    return new ValidationJson(
        1,
        result.manifest().map(m -> m.product().value()).orElse(null),
        result.manifest().map(m -> m.version().toString()).orElse(null),
        result.submission().map(ContentDigest::hex).orElse(null),
        result.passed(),
        Output.json(result.findings()));
  }
}
