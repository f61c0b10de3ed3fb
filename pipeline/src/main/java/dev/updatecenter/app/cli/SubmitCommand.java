package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.ApprovalsJson;
import dev.updatecenter.app.api.SubmitJson;
import dev.updatecenter.app.jobs.ApprovalWords;
import dev.updatecenter.app.jobs.RefusedException;
import dev.updatecenter.app.jobs.Submitting;
import dev.updatecenter.app.jobs.Until;
import dev.updatecenter.app.jobs.WaitsForApprovalException;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.ContentDigest;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Finding;
import dev.updatecenter.kernel.core.PackageVersion;
import dev.updatecenter.kernel.core.Severity;
import dev.updatecenter.stage.publishing.PublishedRelease;
import dev.updatecenter.stage.submission.ReleaseManifest;
import dev.updatecenter.stage.submission.UpdateSubmission;
import dev.updatecenter.stage.validation.approval.ApprovalSubject;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ducctl submit}. */
@Command(name = "submit", description = "Validation, Sign, Publish, Finalize; starts no flight.")
final class SubmitCommand implements Callable<Integer> {
  private static final String VERSION_NOT_HIGHER = "UC3201";

  private final Session session;

  @Parameters(
      paramLabel = "RELEASE.yaml|PLAN",
      description = "The release to submit, or the plan of one: that plan or nothing.")
  @Nullable Path document;

  @Option(
      names = "--plan",
      paramLabel = "DIGEST",
      description = "The plan that is meant: any other ends with exit 6.")
  @Nullable String plan;

  @Option(
      names = "--until",
      paramLabel = "STEP",
      description =
          "Stops behind that step: validation (asks for no key) or sign (publishes nothing). The"
              + " same command without it goes on.")
  @Nullable Stop until;

  /** What {@code --until} names. */
  enum Stop {
    VALIDATION,
    SIGN;

    static Until step(@Nullable Stop named) {
      return named == null ? Until.PUBLISHED : Until.valueOf(named.name());
    }
  }

  SubmitCommand(Session session) {
    this.session = session;
  }

  @Override
  public Integer call() throws IOException {
    try (Wiring wiring = session.wiring()) {
      Submitting.Result result =
          new Submitting(wiring).submit(named().release(), Stop.step(until), named().plan());
      result.release().ifPresentOrElse(p -> published(result, p), () -> stopped(result));
      return ExitCode.DONE.code();
    } catch (RefusedException e) {
      return refused(e);
    } catch (WaitsForApprovalException e) {
      return waits(e);
    }
  }

  private PlannedRelease named() throws IOException {
    return PlannedRelease.of(Objects.requireNonNull(document), Optional.ofNullable(plan));
  }

  /** Where the run was told to stop: everything is kept, and the same command goes on. */
  private void stopped(Submitting.Result result) {
    Output output = session.output();
    boolean signed = result.outcome() == Submitting.Outcome.SIGNED;
    UpdateSubmission submission = result.submission();
    output.result(
        SubmitJson.stopped(signed ? "signed" : "validated", submission, result.plan()),
        () -> {
          String name = submission.product() + " " + submission.version();
          output.line(
              signed
                  ? name + " is signed; nothing was uploaded."
                  : name + " passes validation; nothing was signed.");
          output.line("  submission " + submission.digest());
          result.plan().ifPresent(p -> output.line("  plan       " + p));
          output.say(
              signed
                  ? "Next, also where the key is not: ducctl submit " + document
                  : "Next, where the key is: ducctl submit " + document + " --until sign");
        });
  }

  private int waits(WaitsForApprovalException e) {
    ApprovalSubject subject = e.subject();
    Output output = session.output();
    output.result(
        new SubmitJson(
            1,
            "waiting",
            subject.product().value(),
            subject.version().map(PackageVersion::toString).orElse(null),
            e.submission().hex(),
            subject.digest().hex(),
            null,
            Output.json(e.findings()),
            ApprovalsJson.of(e.tally())),
        () -> {
          output.findings(e.findings());
          output.line(e.getMessage() + "; nothing was signed, nothing was published.");
          e.tally().given().forEach(s -> output.line("  approved by " + s.by() + ", " + s.at()));
          output.line("  plan " + subject.digest());
          output.say("Next: " + ApprovalWords.next(subject, e.tally()));
        });
    return ExitCode.APPROVAL.code();
  }

  private void published(Submitting.Result result, PublishedRelease published) {
    Output output = session.output();
    String state = result.outcome().name().toLowerCase(Locale.ROOT);
    output.result(
        SubmitJson.published(state, published, result.plan()),
        () -> {
          String name = published.product() + " " + published.version();
          switch (result.outcome()) {
            case PUBLISHED ->
                output.line(
                    "Published " + name + ": " + published.packages().size() + " packages.");
            case REVISED -> output.line(name + " is already published; its plan is revised.");
            default -> output.line(name + " is already published: there was nothing to do.");
          }
          published.packages().forEach(p -> output.line("  " + p.target()));
          result.plan().ifPresent(p -> output.line("  plan " + p));
          output.say(
              "Next: ducctl flight "
                  + published.product()
                  + " --ring "
                  + published.rings().get(0).ring());
        });
  }

  private int refused(RefusedException e) throws IOException {
    Optional<ReleaseManifest> manifest = manifest();
    Output output = session.output();
    output.result(
        new SubmitJson(
            1,
            "refused",
            manifest.map(m -> m.product().value()).orElse(null),
            manifest.map(m -> m.version().toString()).orElse(null),
            e.submission().map(ContentDigest::hex).orElse(null),
            null,
            null,
            Output.json(e.findings()),
            null),
        () -> {
          output.findings(e.findings());
          long errors = e.findings().stream().filter(SubmitCommand::refuses).count();
          output.line(e.getMessage() + ": " + errors + " errors; nothing was published.");
        });
    return exit(e.findings()).code();
  }

  /** What the refused document says, where it can be read. */
  private Optional<ReleaseManifest> manifest() throws IOException {
    try {
      return Optional.of(Submitting.manifest(named().release()));
    } catch (RefusedException unreadable) {
      return Optional.empty();
    }
  }

  /** A version that does not rise is a conflict, if nothing else is wrong. */
  private static ExitCode exit(List<Finding> findings) {
    List<Finding> refusing = findings.stream().filter(SubmitCommand::refuses).toList();
    boolean conflict =
        !refusing.isEmpty() && refusing.stream().allMatch(f -> f.code().equals(VERSION_NOT_HIGHER));
    return conflict ? ExitCode.CONFLICT : ExitCode.FINDINGS;
  }

  private static boolean refuses(Finding finding) {
    return finding.severity() == Severity.ERROR && !finding.waived();
  }
}
