package dev.updatecenter.stage.publishing;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Exchanges with a store or an edge, sixteen at a time: most of each is waiting. The first that
 * fails ends them all. Holds no queue: each thread takes the next thing when it is done with one.
 */
final class Transfers {
  /** How many at once. */
  static final int AT_ONCE = 16;

  private Transfers() {}

  /** What is done with one thing. */
  @FunctionalInterface
  interface Act<T> {
    void on(T item) throws IOException;
  }

  /**
   * Does something with each; returns when all of it is done.
   *
   * @throws RuntimeException what the first that failed threw, when no other is under way any more
   */
  static <T> void each(Collection<T> items, Act<T> act) {
    if (items.isEmpty()) {
      return;
    }
    int count = Math.min(AT_ONCE, items.size());
    ExecutorService threads = Executors.newFixedThreadPool(count, Transfers::thread);
    Feed<T> feed = new Feed<>(items.iterator());
    List<Future<?>> workers = new ArrayList<>();
    try {
      for (int i = 0; i < count; i++) {
        workers.add(threads.submit(() -> work(feed, act)));
      }
      await(workers);
    } finally {
      feed.stop();
      threads.shutdownNow();
    }
  }

  private static Thread thread(Runnable work) {
    Thread thread = new Thread(work, "transfer");
    thread.setDaemon(true);
    return thread;
  }

  private static <T> @Nullable Void work(Feed<T> feed, Act<T> act) throws IOException {
    boolean whole = false;
    try {
      for (T item = feed.next(); item != null; item = feed.next()) {
        act.on(item);
      }
      whole = true;
      return null;
    } finally {
      if (!whole) {
        feed.stop();
      }
    }
  }

  private static void await(List<Future<?>> workers) {
    Throwable first = null;
    for (Future<?> worker : workers) {
      try {
        worker.get();
      } catch (ExecutionException e) {
        first = first == null ? e.getCause() : first;
      } catch (InterruptedException e) {
        throw interrupted(e);
      }
    }
    rethrow(first);
  }

  /** UC5111: somebody wants this run to end. */
  static UpdateCenterException interrupted(InterruptedException e) {
    Thread.currentThread().interrupt();
    return UpdateCenterException.error("UC5111", ExitCode.INTERRUPTED, "publishing was interrupted")
        .fix("run the same command again: it goes on where it stopped")
        .state("devices see the metadata from before or the new one, each of them whole")
        .cause(e)
        .build();
  }

  private static void rethrow(@Nullable Throwable fault) {
    if (fault instanceof IOException io) {
      throw new UncheckedIOException(io);
    }
    if (fault instanceof RuntimeException runtime) {
      throw runtime;
    }
    if (fault instanceof Error error) {
      throw error;
    }
  }

  /** Hands out one thing at a time, until it is stopped. */
  private static final class Feed<T> {
    private final Iterator<T> items;
    private boolean stopped;

    Feed(Iterator<T> items) {
      this.items = items;
    }

    synchronized @Nullable T next() {
      return !stopped && items.hasNext() ? items.next() : null;
    }

    synchronized void stop() {
      stopped = true;
    }
  }
}
