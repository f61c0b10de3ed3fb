package dev.updatecenter.app.cli;

import dev.updatecenter.kernel.core.Progress;
import java.io.PrintStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** Progress as plain lines: one when work begins and ends, and one every few seconds between. */
final class LineProgress implements Progress {
  private static final Duration EVERY = Duration.ofSeconds(5);

  private final PrintStream err;
  private final Clock clock;

  LineProgress(PrintStream err, Clock clock) {
    this.err = err;
    this.clock = clock;
  }

  @Override
  public Task begin(String label, long total, Unit unit) {
    return new Lines(label, total, unit);
  }

  @Override
  public void say(String line) {
    err.println(line);
  }

  private final class Lines implements Task {
    private final String label;
    private final long total;
    private final Unit unit;
    private final Instant began = clock.instant();
    private final AtomicLong done = new AtomicLong();
    private Instant said = began;

    Lines(String label, long total, Unit unit) {
      this.label = label;
      this.total = total;
      this.unit = unit;
    }

    @Override
    public synchronized void advance(long amount) {
      long now = done.addAndGet(amount);
      Instant instant = clock.instant();
      if (Duration.between(said, instant).compareTo(EVERY) >= 0) {
        said = instant;
        err.println("  " + label + ": " + Amount.of(now, total, unit, since(instant)));
      }
    }

    @Override
    public void close() {
      err.println(
          "  " + label + ": " + Amount.of(done.get(), 0, unit, since(clock.instant())) + ", done");
    }

    private Duration since(Instant instant) {
      return Duration.between(began, instant);
    }
  }
}
