package dev.updatecenter.app.cli;

import dev.updatecenter.kernel.core.Progress.Unit;
import java.time.Duration;
import java.util.Locale;

/** How far work has come, in words. */
final class Amount {
  private static final double KIBI = 1 << 10;
  private static final double MEBI = 1 << 20;

  private Amount() {}

  /** {@code 3 of 12}, with rate and time left where they can be told. */
  static String of(long done, long total, Unit unit, Duration taken) {
    String text =
        total > 0 ? number(done, unit) + " of " + number(total, unit) : number(done, unit);
    double seconds = taken.toMillis() / 1000.0;
    if (seconds < 1 || done == 0) {
      return text;
    }
    double rate = done / seconds;
    text +=
        unit == Unit.BYTES
            ? String.format(Locale.ROOT, ", %.1f MiB/s", rate / MEBI)
            : String.format(Locale.ROOT, ", %.1f/s", rate);
    return total > done
        ? text + String.format(Locale.ROOT, ", %.0f s left", (total - done) / rate)
        : text;
  }

  private static String number(long amount, Unit unit) {
    if (unit == Unit.ITEMS) {
      return Long.toString(amount);
    }
    return amount < MEBI
        ? String.format(Locale.ROOT, "%.1f KiB", amount / KIBI)
        : String.format(Locale.ROOT, "%.1f MiB", amount / MEBI);
  }
}
