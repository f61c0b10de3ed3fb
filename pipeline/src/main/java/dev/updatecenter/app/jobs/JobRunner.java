package dev.updatecenter.app.jobs;

import dev.updatecenter.app.wiring.CutOff;
import dev.updatecenter.app.wiring.DiskFault;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.util.List;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.Job;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.parameters.JobParameter;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.repository.JobRepository;

/**
 * Starts a job, or goes on with it where an earlier run stopped. The caller holds the product's
 * lease: an execution of that product that still counts as running belongs to a dead process.
 */
final class JobRunner {
  private final JobOperator operator;
  private final JobRepository repository;

  JobRunner(JobOperator operator, JobRepository repository) {
    this.operator = operator;
    this.repository = repository;
  }

  /** How a run ended. */
  enum Ended {
    /** At its end, now. */
    COMPLETED,
    /** At its end, in an earlier run. */
    BEFORE,
    /** Where it was told to stop; the next run goes on. */
    STOPPED
  }

  /**
   * Runs a job to its end, or to where a step of it stops.
   *
   * @throws RuntimeException what a step threw, as it was
   */
  Ended run(Job job, JobParameters parameters) {
    try {
      recoverDead(job.getName(), parameters);
      JobExecution last = repository.getLastJobExecution(job.getName(), parameters);
      if (last != null && last.getStatus() == BatchStatus.COMPLETED) {
        return Ended.BEFORE;
      }
      JobExecution execution =
          last == null ? operator.start(job, parameters) : operator.restart(last);
      if (execution.getStatus() == BatchStatus.STOPPED) {
        return Ended.STOPPED;
      }
      if (execution.getStatus() != BatchStatus.COMPLETED) {
        throw failure(job, execution);
      }
      return Ended.COMPLETED;
    } catch (JobExecutionException e) {
      throw new IllegalStateException("the job repository refuses " + job.getName(), e);
    }
  }

  private void recoverDead(String name, JobParameters parameters) {
    for (JobExecution running : repository.findRunningJobExecutions(name)) {
      JobParameter<?> product = running.getJobParameters().getParameter("product");
      if (product != null && product.equals(parameters.getParameter("product"))) {
        operator.recover(running);
      }
    }
  }

  private static RuntimeException failure(Job job, JobExecution execution) {
    List<Throwable> causes = execution.getAllFailureExceptions();
    for (Throwable cause : causes) {
      for (Throwable t = cause; t != null; t = t.getCause()) {
        if (t instanceof UpdateCenterException
            || t instanceof RefusedException
            || t instanceof WaitsForApprovalException) {
          return (RuntimeException) t;
        }
      }
    }
    UpdateCenterException.Builder error =
        UpdateCenterException.error(
                "UC1050", exit(causes), job.getName() + " ended as " + execution.getStatus())
            .why(causes.isEmpty() ? "no step said why" : String.valueOf(causes.get(0)))
            .fix("run the same command again; it goes on where it stopped")
            .state("devices see what they saw before or the new metadata, each whole");
    return (causes.isEmpty() ? error : error.cause(causes.get(0))).build();
  }

  private static ExitCode exit(List<Throwable> causes) {
    if (causes.stream().anyMatch(CutOff::is)) {
      return ExitCode.CONFLICT;
    }
    return causes.stream().anyMatch(DiskFault::is) ? ExitCode.DISK : ExitCode.BUG;
  }
}
