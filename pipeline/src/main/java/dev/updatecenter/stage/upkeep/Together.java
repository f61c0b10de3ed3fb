package dev.updatecenter.stage.upkeep;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** The same done to many things by a few threads at once. */
public final class Together {
  private final int threads;

  /** So many at once. */
  public Together(int threads) {
    this.threads = threads;
  }

  /**
   * Does it to each.
   *
   * @return the results in the order of the things
   */
  public <T, R> List<R> map(Collection<T> things, Function<T, R> act) {
    ExecutorService executor = Executors.newFixedThreadPool(threads);
    try {
      List<Future<R>> running = new ArrayList<>();
      for (T each : things) {
        running.add(executor.submit(() -> act.apply(each)));
      }
      List<R> results = new ArrayList<>();
      for (Future<R> each : running) {
        results.add(each.get());
      }
      return results;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw unchecked(e);
    } finally {
      executor.shutdownNow();
    }
  }

  private static RuntimeException unchecked(ExecutionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException fault ? fault : new IllegalStateException(cause);
  }
}
