package dev.updatecenter.app.cli;

import dev.updatecenter.kernel.core.Progress;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Progress as a bar that is drawn over itself, for a terminal. */
final class BarProgress implements Progress {
  private static final int WIDTH = 24;
  private static final Duration EVERY = Duration.ofMillis(100);

  private final PrintStream err;
  private final Clock clock;

  BarProgress(PrintStream err, Clock clock) {
    this.err = err;
    this.clock = clock;
  }

  @Override
  public Task begin(String label, long total, Unit unit) {
    return new Bar(label, total, unit);
  }

  @Override
  public void say(String line) {
    err.println("\r\u001b[K" + line);
  }

  private final class Bar implements Task {
    private final String label;
    private final long total;
    private final Unit unit;
    private final Instant began = clock.instant();
    private Instant drawn = Instant.EPOCH;
    private long done;

    Bar(String label, long total, Unit unit) {
      this.label = label;
      this.total = total;
      this.unit = unit;
    }

    @Override
    public synchronized void advance(long amount) {
      done += amount;
      Instant now = clock.instant();
      if (drawn.plus(EVERY).isBefore(now)) {
        drawn = now;
        draw(now);
      }
    }

    @Override
    public synchronized void close() {
      draw(clock.instant());
      err.println();
    }

    private void draw(Instant now) {
      int filled = total == 0 ? 0 : (int) Math.min(WIDTH, done * WIDTH / total);
      err.print(
          "\r\u001b[K  "
              + label
              + " ["
              + "#".repeat(filled)
              + ".".repeat(WIDTH - filled)
              + "] "
              + Amount.of(done, total, unit, Duration.between(began, now)));
      err.flush();
    }
  }
}
