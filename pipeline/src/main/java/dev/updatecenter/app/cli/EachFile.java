package dev.updatecenter.app.cli;

import dev.updatecenter.app.api.FileErrorJson;
import dev.updatecenter.app.jobs.RegularFile;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;

/** Does one thing to each file that a command was given; a file that fails stops no other. */
final class EachFile {
  private final Output output;
  private final Predicate<Path> suitable;
  private final int threads;

  /**
   * Over files that are suitable.
   *
   * @param suitable of those that exist
   */
  EachFile(Output output, Predicate<Path> suitable) {
    this(output, suitable, 1);
  }

  private EachFile(Output output, Predicate<Path> suitable, int threads) {
    this.output = output;
    this.suitable = suitable;
    this.threads = threads;
  }

  /** The same, several at a time; the act is safe from as many threads. */
  EachFile by(int several) {
    return new EachFile(output, suitable, several);
  }

  /** Over regular files. */
  static EachFile regular(Output output) {
    return new EachFile(output, Files::isRegularFile);
  }

  /** What is done to one. */
  @FunctionalInterface
  interface Act {
    Result on(Path file, String name) throws IOException;
  }

  /**
   * What came of one.
   *
   * @param json its shape
   * @param forPeople prints it in words
   */
  record Result(Object json, ExitCode exit, Runnable forPeople) {}

  /** Prints the results in the order given; the highest exit wins. */
  int run(List<String> names, Act act) {
    List<Result> results = threads == 1 ? inTurn(names, act) : atOnce(names, act);
    output.results(
        results.stream().map(Result::json).toList(),
        () -> results.forEach(r -> r.forPeople().run()));
    return results.stream().mapToInt(r -> r.exit().code()).max().orElse(0);
  }

  private List<Result> inTurn(List<String> names, Act act) {
    List<Result> results = new ArrayList<>();
    for (String name : names) {
      results.add(one(name, act));
    }
    return results;
  }

  private List<Result> atOnce(List<String> names, Act act) {
    ExecutorService workers = Executors.newFixedThreadPool(threads);
    try {
      List<Future<Result>> begun = new ArrayList<>();
      for (String name : names) {
        begun.add(workers.submit(() -> one(name, act)));
      }
      List<Result> results = new ArrayList<>();
      for (Future<Result> each : begun) {
        results.add(each.get());
      }
      return results;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a file failed in a way that nobody foresaw", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } finally {
      workers.shutdownNow();
    }
  }

  private Result one(String name, Act act) {
    try {
      Path file = Path.of(name);
      if (Files.exists(file) && !suitable.test(file)) {
        throw RegularFile.refusal(name, "this is not a regular file");
      }
      return act.on(file, name);
    } catch (UpdateCenterException e) {
      return failed(name, e);
    } catch (IOException e) {
      return failed(name, Faults.of(e));
    }
  }

  private Result failed(String name, UpdateCenterException e) {
    return new Result(FileErrorJson.of(name, e), e.exit(), () -> output.error(e));
  }
}
