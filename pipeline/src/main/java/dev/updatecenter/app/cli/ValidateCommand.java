package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.ValidationJson;
import dev.updatecenter.app.api.ci.CleanText;
import dev.updatecenter.app.jobs.OfflineValidation;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ducctl validate}. */
@Command(name = "validate", description = "Checks a release offline.")
final class ValidateCommand implements Callable<Integer> {
  private final Session session;

  @Parameters(paramLabel = "RELEASE.yaml", description = "The release to check.")
  String release = "";

  @Option(
      names = "--sarif",
      paramLabel = "F",
      description = "Also writes SARIF 2.1.0; paths in it begin at the git repository's root.")
  @Nullable Path sarif;

  @Option(
      names = "--junit",
      paramLabel = "F",
      description = "Also writes JUnit's XML: a test case a file of the release.")
  @Nullable Path junit;

  @Option(
      names = "--github",
      description =
          "Says findings as GitHub's workflow commands: on stdout instead of the words for people;"
              + " under -o json and ndjson on stderr, beside the result on stdout.")
  boolean github;

  ValidateCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    Path file = Path.of(release);
    CiReports reports = CiReports.of(session, file, release, sarif, junit, github);
    OfflineValidation.Result result;
    try {
      result = validate(file);
    } catch (IOException | RuntimeException e) {
      // What stood there from an earlier run would be taken for this one's.
      reports.stopped(e instanceof UpdateCenterException known ? known : Faults.of(e));
      throw e;
    }
    reports.finished(result);
    List<Finding> findings = ShownPaths.like(List.of(release)).findings(result.findings());
    session.output().result(json(result, findings), () -> print(result, findings));
    return (result.passed() ? ExitCode.DONE : ExitCode.FINDINGS).code();
  }

  private OfflineValidation.Result validate(Path file) throws IOException {
    Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElseThrow();
    try (Wiring wiring =
        new Wiring(
            session.home(),
            session.configurationNear(folder),
            session.clock(),
            session.progress())) {
      return new OfflineValidation(wiring).validate(file, release);
    }
  }

  private void print(OfflineValidation.Result result, List<Finding> findings) {
    Output output = session.output();
    if (!github) {
      output.findings(findings);
    }
    output.line(
        CleanText.line(release)
            + (result.passed() ? " passes: " : " is refused: ")
            + FindingCounts.of(result.findings())
            + ".");
    output.say(
        result.passed()
            ? "Next: ducctl submit " + CleanText.line(release)
            : "Next: mend what refuses it ('ducctl explain "
                + result.findings().stream()
                    .filter(result::refuses)
                    .findFirst()
                    .orElseThrow()
                    .code()
                + "' says more), then run this again.");
  }

  private static ValidationJson json(OfflineValidation.Result result, List<Finding> findings) {
    return new ValidationJson(
        1,
        result.manifest().map(m -> m.product().value()).orElse(null),
        result.manifest().map(m -> m.version().toString()).orElse(null),
        result.submission().map(ContentDigest::hex).orElse(null),
        result.passed(),
        Output.json(findings));
  }
}
