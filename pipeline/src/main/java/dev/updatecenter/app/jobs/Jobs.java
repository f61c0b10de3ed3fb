package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Database;
import dev.updatecenter.app.wiring.Wiring;
import dev.updatecenter.kernel.core.UpdateCenterException;
import dev.updatecenter.stage.flighting.FlightRequest;
import dev.updatecenter.stage.submission.UpdateSubmission;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.job.parameters.JobParametersBuilder;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.beans.BeansException;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** Runs jobs to their end. The caller holds the product's lease. */
public final class Jobs {
  private final Wiring wiring;

  /** Runs jobs over a home. */
  public Jobs(Wiring wiring) {
    this.wiring = wiring;
  }

  /**
   * Validation, Sign, Publish, Finalize; goes on where an earlier run of the same submission
   * stopped.
   *
   * @throws RefusedException when validation refuses it
   * @throws WaitsForApprovalException when nothing is missing but approvals of signing
   */
  JobRunner.Ended submit(SubmissionRun run) {
    UpdateSubmission submission = run.submission();
    JobParameters parameters =
        new JobParametersBuilder()
            .addString("product", submission.product().value())
            .addString("version", submission.version().toString())
            .addString("submission", submission.digest().hex())
            .toJobParameters();
    return run(SubmissionJobConfiguration.class, SubmissionRun.class, run, parameters);
  }

  /**
   * Validation, Targeting, Finalize.
   *
   * @param number the flight's
   * @return false when the flight was started before
   * @throws RefusedException when validation refuses it
   */
  boolean flight(FlightRun flight, long number) {
    FlightRequest request = flight.request();
    JobParameters parameters =
        new JobParametersBuilder()
            .addString("product", request.product().value())
            .addString("version", request.version().toString())
            .addString("ring", request.ring().value())
            .addLong("flight", number)
            .toJobParameters();
    return run(FlightJobConfiguration.class, FlightRun.class, flight, parameters)
        == JobRunner.Ended.COMPLETED;
  }

  private <R> JobRunner.Ended run(
      Class<?> configuration, Class<R> type, R run, JobParameters parameters) {
    try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
      context.registerBean(Database.class, wiring::database, bean -> bean.setDestroyMethodName(""));
      context.registerBean(type, () -> run);
      context.register(BatchConfiguration.class, WorkerConfiguration.class, configuration);
      refresh(context);
      return new JobRunner(context.getBean(JobOperator.class), context.getBean(JobRepository.class))
          .run(context.getBean(Job.class), parameters);
    }
  }

  /** What keeps a step from being made, such as the store's configuration, is told as it is. */
  private static void refresh(AnnotationConfigApplicationContext context) {
    try {
      context.refresh();
    } catch (BeansException e) {
      if (e.getMostSpecificCause() instanceof UpdateCenterException told) {
        throw told;
      }
      throw e;
    }
  }
}
