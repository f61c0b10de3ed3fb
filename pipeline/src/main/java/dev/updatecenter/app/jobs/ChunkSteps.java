package dev.updatecenter.app.jobs;

import java.util.Iterator;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.listener.StepExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.core.step.builder.StepBuilder;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.batch.infrastructure.item.ItemReader;
import org.springframework.batch.infrastructure.item.ItemWriter;
import org.springframework.core.task.AsyncTaskExecutor;
import org.springframework.transaction.PlatformTransactionManager;

/** Builds steps that work packages off in chunks, several at a time. */
final class ChunkSteps {
  private static final int CHUNK = 16;
  // A writer that works on sixteen at once waits for the last of them after each chunk.
  private static final int TRANSFERS = 256;

  private final JobRepository repository;
  private final PlatformTransactionManager transactionManager;
  private final AsyncTaskExecutor executor;

  ChunkSteps(
      JobRepository repository,
      PlatformTransactionManager transactionManager,
      AsyncTaskExecutor executor) {
    this.repository = repository;
    this.transactionManager = transactionManager;
    this.executor = executor;
  }

  /**
   * A step over the items that {@code items} gives when the step begins. After a restart, also when
   * it was completed, it begins with the first again: the processor finds what was done before, and
   * the writer writes rows anew.
   */
  <I, O> Step step(
      String name, Supplier<List<I>> items, ItemProcessor<I, O> processor, ItemWriter<O> writer) {
    Items<I> reader = new Items<>(items);
    return new StepBuilder(name, repository)
        .<I, O>chunk(CHUNK)
        .transactionManager(transactionManager)
        .reader(reader)
        .processor(processor)
        .writer(writer)
        .taskExecutor(executor)
        .listener((StepExecutionListener) reader)
        .allowStartIfComplete(true)
        .build();
  }

  /**
   * As {@link #step}, for a writer that does the work itself, on a whole chunk at once.
   *
   * @param writer told when the step begins and ends
   */
  <I, W extends ItemWriter<I> & StepExecutionListener> Step transfer(
      String name, Supplier<List<I>> items, W writer) {
    Items<I> reader = new Items<>(items);
    return new StepBuilder(name, repository)
        .<I, I>chunk(TRANSFERS)
        .transactionManager(transactionManager)
        .reader(reader)
        .writer(writer)
        .listener((StepExecutionListener) reader)
        .listener((StepExecutionListener) writer)
        .allowStartIfComplete(true)
        .build();
  }

  /** Items that are known only once the steps before have run. Read by one thread. */
  private static final class Items<I> implements ItemReader<I>, StepExecutionListener {
    private final Supplier<List<I>> source;
    private Iterator<I> items = List.<I>of().iterator();

    Items(Supplier<List<I>> source) {
      this.source = source;
    }

    @Override
    public void beforeStep(StepExecution execution) {
      items = source.get().iterator();
    }

    @Override
    public @Nullable I read() {
      return items.hasNext() ? items.next() : null;
    }
  }
}
