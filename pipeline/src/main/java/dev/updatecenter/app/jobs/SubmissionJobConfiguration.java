package dev.updatecenter.app.jobs;

import static java.util.Objects.requireNonNull;

import dev.updatecenter.app.wiring.Database;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.stage.signing.SignedPackage;
import dev.updatecenter.stage.validation.SubmissionValidator;
import dev.updatecenter.stage.validation.ValidatedPackage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.job.builder.SimpleJobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.task.AsyncTaskExecutor;

/**
 * The job {@code submissionJob}: validation, sign, publish, finalize, named as in the portal, and
 * before sign the question whether people approve. It is identified by product, version and
 * submission digest.
 */
@Configuration(proxyBeanMethods = false)
class SubmissionJobConfiguration {
  static final String NAME = "submissionJob";

  @Bean
  Job submissionJob(
      JobRepository repository, Database database, AsyncTaskExecutor executor, SubmissionRun run) {
    SimpleJobBuilder job = null;
    for (Step step : steps(repository, database, executor, run)) {
      job = job == null ? new JobBuilder(NAME, repository).start(step) : job.next(step);
    }
    return requireNonNull(job).build();
  }

  /**
   * Until all is signed, everything up to there runs again after a restart: policy, revocation or
   * registrations may have changed. Then only uploading is left, on whatever host, and no step that
   * would ask for the key; but what is submitted by another plan is judged again.
   */
  private static List<Step> steps(
      JobRepository repository, Database database, AsyncTaskExecutor executor, SubmissionRun run) {
    boolean unsigned = run.unsigned();
    ChunkSteps chunks = new ChunkSteps(repository, database.transactionManager(), executor);
    List<Step> steps = new ArrayList<>();
    if (unsigned || run.replanned()) {
      steps.add(validation(repository, database, run));
    }
    if (run.until() != Until.VALIDATION) {
      steps.add(approval(repository, database, run));
    }
    if (unsigned && run.until() != Until.VALIDATION) {
      steps.add(sign(chunks, database, run));
      steps.add(seal(repository, database, run));
    }
    if (run.until() == Until.PUBLISHED) {
      steps.add(publish(chunks, database, run));
      steps.add(finish(repository, database, run));
    } else {
      steps.add(stop(repository, database));
    }
    return steps;
  }

  /** Leaves the job stopped, not completed: the next run goes on behind it. */
  private static Step stop(JobRepository repository, Database database) {
    return new StepBuilder("stop", repository)
        .tasklet(
            (contribution, chunk) -> {
              contribution.getStepExecution().setTerminateOnly();
              return RepeatStatus.FINISHED;
            },
            database.transactionManager())
        .build();
  }

  private static Step validation(JobRepository repository, Database database, SubmissionRun run) {
    return new StepBuilder("validation", repository)
        .tasklet(
            (contribution, chunk) -> {
              run.wiring().submissions(run.name()).record(run.submission());
              SubmissionValidator.Outcome outcome = run.validate();
              run.wiring().validations().record(outcome);
              if (outcome.waits()) {
                run.approval()
                    .require(OptionalInt.empty(), outcome.report().findings(), outcome.awaited());
                outcome = run.validate(); // somebody approved meanwhile
                run.wiring().validations().record(outcome);
              }
              if (outcome.validated().isEmpty()) {
                throw RefusedException.of(
                    run.name() + " " + run.submission().version(),
                    outcome.report().findings(),
                    run.submission().digest());
              }
              run.judged();
              return RepeatStatus.FINISHED;
            },
            database.transactionManager())
        .allowStartIfComplete(true)
        .build();
  }

  /** Asked again by every run: what was answered before a restart may not hold any more. */
  private static Step approval(JobRepository repository, Database database, SubmissionRun run) {
    return new StepBuilder("approval", repository)
        .allowStartIfComplete(true)
        .tasklet(
            (contribution, chunk) -> {
              new SubmissionApproval(run).execute();
              return RepeatStatus.FINISHED;
            },
            database.transactionManager())
        .build();
  }

  private static Step sign(ChunkSteps chunks, Database database, SubmissionRun run) {
    PackageRows rows = new PackageRows(database.jdbc(), run.submission().digest());
    ProgressingStep progress = new ProgressingStep("Signing", run.wiring().progress());
    return chunks.step(
        "sign",
        () -> {
          told(run);
          return progress.begin(NumberedPackage.all(run.validated().packages()));
        },
        (NumberedPackage<ValidatedPackage> p) ->
            progress.done(
                new NumberedPackage<SignedPackage>(
                    p.position(), run.signer().sign(p.content(), run.lease()))),
        signed -> signed.forEach(rows::signed));
  }

  private static void told(SubmissionRun run) {
    long others = run.signer().signedByOthers(run.validated());
    if (others > 0) {
      run.wiring()
          .progress()
          .say("The release certificate changed: " + others + " packages are signed again.");
    }
  }

  /** The second half of signing: around the packages, once all of them are signed. */
  private static Step seal(JobRepository repository, Database database, SubmissionRun run) {
    return new StepBuilder("seal", repository)
        .tasklet(
            (contribution, chunk) -> {
              run.seal();
              return RepeatStatus.FINISHED;
            },
            database.transactionManager())
        .allowStartIfComplete(true)
        .build();
  }

  private static Step publish(ChunkSteps chunks, Database database, SubmissionRun run) {
    PackageRows rows = new PackageRows(database.jdbc(), run.submission().digest());
    Uploading uploading = new Uploading(run.wiring().publishing().uploader(), rows);
    return chunks.transfer("publish", () -> uploading.begin(signed(run)), uploading);
  }

  /** Content is there: now the names, the archive and the ledger. */
  private static Step finish(JobRepository repository, Database database, SubmissionRun run) {
    return new StepBuilder("finalize", repository)
        .tasklet(
            (contribution, chunk) -> {
              new Finalization(run).execute();
              return RepeatStatus.FINISHED;
            },
            database.transactionManager())
        .build();
  }

  private static List<SignedPackage> signed(SubmissionRun run) {
    try {
      return run.signed().packages();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Progress over the items of one step. */
  private static final class ProgressingStep {
    private final String label;
    private final Progress progress;
    private Progress.Task task = Progress.NONE.begin("", 0, Progress.Unit.ITEMS);
    private int left;

    ProgressingStep(String label, Progress progress) {
      this.label = label;
      this.progress = progress;
    }

    synchronized <T> List<T> begin(List<T> items) {
      left = items.size();
      task = progress.begin(label, left, Progress.Unit.ITEMS);
      return items;
    }

    synchronized <T> T done(T item) {
      task.advance(1);
      if (--left == 0) {
        task.close();
      }
      return item;
    }
  }
}
