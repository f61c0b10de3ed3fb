package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.Database;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.builder.JobBuilder;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.core.step.builder.TaskletStepBuilder;
import org.springframework.batch.infrastructure.repeat.RepeatStatus;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The job {@code flightJob}: validation, targeting, finalize, named as in the portal. It is
 * identified by product, version, ring and flight number.
 */
@Configuration(proxyBeanMethods = false)
class FlightJobConfiguration {
  static final String NAME = "flightJob";

  @Bean
  Job flightJob(JobRepository repository, Database database, FlightRun run) {
    return new JobBuilder(NAME, repository)
        .start(validation(run, repository, database))
        .next(step("targeting", run::target, repository, database))
        .next(step("finalize", () -> finish(run), repository, database))
        .build();
  }

  private static void finish(FlightRun run) {
    run.wiring().publishing().offers(run.product()).hint(run.product().model());
  }

  /** Runs again whenever the job does: what passed before a failure need not pass now. */
  private static Step validation(FlightRun run, JobRepository repository, Database database) {
    return steps("validation", run::requireValid, repository, database)
        .allowStartIfComplete(true)
        .build();
  }

  private static Step step(
      String name, Runnable work, JobRepository repository, Database database) {
    return steps(name, work, repository, database).build();
  }

  private static TaskletStepBuilder steps(
      String name, Runnable work, JobRepository repository, Database database) {
    return new StepBuilder(name, repository)
        .tasklet(
            (contribution, chunk) -> {
              work.run();
              return RepeatStatus.FINISHED;
            },
            database.transactionManager());
  }
}
