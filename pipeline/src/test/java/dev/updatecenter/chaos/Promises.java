package dev.updatecenter.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/**
 * What must be seen through a cache: all that was published longer ago than a timestamp is kept.
 */
final class Promises {
  /** The timestamp's max-age, and something for a loaded machine. */
  private static final Duration KEPT = Duration.ofSeconds(45);

  private final Path file;
  private final Deque<Told> told = new ArrayDeque<>();

  Promises(Path file) {
    this.file = file;
  }

  private record Told(long at, List<String> targets) {}

  /** These are published as of now. */
  void tell(List<String> targets) throws IOException {
    told.add(new Told(System.nanoTime(), List.copyOf(targets)));
    List<String> old = List.of();
    while (!told.isEmpty() && System.nanoTime() - told.peek().at() > KEPT.toNanos()) {
      old = told.remove().targets();
    }
    if (!old.isEmpty()) {
      Path aside = Files.write(file.resolveSibling("aside"), old);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
  }
}
