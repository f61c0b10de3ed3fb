package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.ci.CheckedRelease;
import dev.updatecenter.app.api.ci.JUnitReport;
import dev.updatecenter.app.api.ci.Repository;
import dev.updatecenter.app.api.ci.SarifLog;
import dev.updatecenter.app.api.ci.WorkflowCommands;
import dev.updatecenter.app.jobs.OfflineValidation;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.submission.ReleaseManifest.WaiverRequest;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The reports of one validation that CI servers asked for. */
final class CiReports {
  private final Repository repository;
  private final Optional<ReportFile> sarif;
  private final Optional<ReportFile> junit;
  private final Optional<PrintStream> commands;

  private CiReports(
      Repository repository,
      Optional<ReportFile> sarif,
      Optional<ReportFile> junit,
      Optional<PrintStream> commands) {
    this.repository = repository;
    this.sarif = sarif;
    this.junit = junit;
    this.commands = commands;
  }

  /**
   * The reports that the command line asks for.
   *
   * @throws UpdateCenterException exit 2 when two of the files are one
   */
  static CiReports of(
      Session session,
      Path release,
      String shownAs,
      @Nullable Path sarif,
      @Nullable Path junit,
      boolean github) {
    Optional<ReportFile> first = Optional.ofNullable(sarif).map(f -> new ReportFile("--sarif", f));
    Optional<ReportFile> second = Optional.ofNullable(junit).map(f -> new ReportFile("--junit", f));
    first.ifPresent(f -> f.requireOtherThan(release));
    second.ifPresent(f -> f.requireOtherThan(release));
    if (sarif != null && second.isPresent()) {
      second.get().requireOtherThan(sarif);
    }
    // stdout has the result and nothing else: of a JSON result the commands are no part.
    PrintStream commands = session.output().human() ? session.out() : session.err();
    return new CiReports(
        Repository.around(release, shownAs),
        first,
        second,
        github ? Optional.of(commands) : Optional.empty());
  }

  /** Tells what came of it. */
  void finished(OfflineValidation.Result result) {
    Set<String> files = new LinkedHashSet<>(List.of(repository.release()));
    result.inputs().forEach(f -> repository.relative(f).ifPresent(files::add));
    tell(
        new CheckedRelease(
            Versions.program(),
            repository.release(),
            List.copyOf(files),
            result.findings().stream().map(f -> told(f, result)).toList(),
            Optional.empty()));
  }

  /** Tells that it did not come to its end. */
  void stopped(UpdateCenterException why) {
    String release = repository.release();
    try {
      tell(
          new CheckedRelease(
              Versions.program(), release, List.of(release), List.of(), Optional.of(why)));
    } catch (UpdateCenterException alsoUnwritable) {
      why.addSuppressed(alsoUnwritable);
    }
  }

  private CheckedRelease.Result told(Finding finding, OfflineValidation.Result result) {
    return CheckedRelease.result(
        finding,
        repository,
        result.refuses(finding),
        result.waiver(finding).map(CiReports::waiver));
  }

  private static String waiver(WaiverRequest w) {
    return "Waived by " + w.by() + " until " + w.until() + ": " + w.reason();
  }

  /** Each of them, also when another cannot be written. */
  private void tell(CheckedRelease checked) {
    commands.ifPresent(out -> WorkflowCommands.of(checked).forEach(out::println));
    Optional<UpdateCenterException> first = sarif.flatMap(f -> f.write(SarifLog.of(checked)));
    Optional<UpdateCenterException> second = junit.flatMap(f -> f.write(JUnitReport.of(checked)));
    first
        .or(() -> second)
        .ifPresent(
            e -> {
              throw e;
            });
  }
}
