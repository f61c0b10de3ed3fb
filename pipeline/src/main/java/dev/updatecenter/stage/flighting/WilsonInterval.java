package dev.updatecenter.stage.flighting;

import java.util.OptionalInt;

/**
 * The 95 % score interval of a success rate.
 *
 * <p>E. B. Wilson, "Probable inference, the law of succession, and statistical inference", Journal
 * of the American Statistical Association 22 (1927), 209–212.
 *
 * @param lower its lower end, 0..1
 * @param upper its upper end, 0..1
 */
public record WilsonInterval(double lower, double upper) {
  /** The two-sided 95 % quantile of the normal distribution. */
  private static final double Z = 1.959963984540054;

  /**
   * The interval for some successes out of some trials; without a trial all of 0..1.
   *
   * @throws IllegalArgumentException for more successes than trials, or fewer than none
   */
  public static WilsonInterval of(int successes, int trials) {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(successes + " successes of " + trials);
    }
    if (trials == 0) {
      return new WilsonInterval(0, 1);
    }
    double p = (double) successes / trials;
    double z2n = Z * Z / trials;
    double centre = p + z2n / 2;
    double spread = Z * Math.sqrt((p * (1 - p) + z2n / 4) / trials);
    double scale = 1 + z2n;
    return new WilsonInterval(
        Math.max(0, (centre - spread) / scale), Math.min(1, (centre + spread) / scale));
  }

  /**
   * How many successes without a failure bring the lower end to a bound; nothing when no number
   * does.
   */
  public static OptionalInt trialsWithoutFailure(double bound) {
    // All successes: n / (n + z²) ≥ bound.
    double trials = Math.ceil(Z * Z * bound / (1 - bound));
    if (!(bound < 1) || trials > Integer.MAX_VALUE) {
      return OptionalInt.empty();
    }
    int n = (int) Math.max(1, trials);
    return OptionalInt.of(of(n, n).lower() >= bound ? n : n + 1);
  }
}
