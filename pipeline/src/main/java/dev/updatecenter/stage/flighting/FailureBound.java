package dev.updatecenter.stage.flighting;

/**
 * The lower end of an always-valid 95 % confidence sequence of a failure rate: whoever looks after
 * every report, for ever, finds it above the true rate in at most one rollout of twenty.
 *
 * <p>For odds that are θ times those of a rate p, the likelihood ratio of k failures among n
 * devices is θ^k / (1 + (θ-1)p)^n. A device that fails with a rate of at most p multiplies it by 1
 * in the mean, or by less, so it is a supermartingale that begins at 1, and so is the mean M(p)
 * over odds that were fixed beforehand. By Ville's inequality M(p) ever reaches 20 with probability
 * at most 1/20; the rates with M(p) below 20 are the sequence. M falls with p, so they have one
 * lower end.
 *
 * <p>J. Ville, "Étude critique de la notion de collectif" (1939); H. Robbins, "Statistical methods
 * related to the law of the iterated logarithm", Annals of Mathematical Statistics 41 (1970),
 * 1397–1409; S. R. Howard, A. Ramdas, J. McAuliffe, J. Sekhon, "Time-uniform, nonparametric,
 * nonasymptotic confidence sequences", Annals of Statistics 49 (2021), 1055–1080.
 */
public final class FailureBound {
  /** One over the probability of ever being wrong. */
  private static final double WEALTH = 20;

  /** From rates a little above a limit to rates far above it; docs/adr/0039 says why these. */
  private static final double[] ODDS = {1.03, 1.06, 1.12, 1.25, 1.5, 2, 3, 4, 6, 8};

  /** How far each is believed in, 1 in all: rates close to the limit need a large ring anyway. */
  private static final double[] WEIGHTS = {
    0.02, 0.02, 0.02, 0.10, 0.14, 0.14, 0.14, 0.14, 0.14, 0.14
  };

  private static final int BISECTIONS = 60;

  private FailureBound() {}

  /**
   * The lower end for some failures among some devices, 0..1.
   *
   * @throws IllegalArgumentException for more failures than devices, or fewer than none
   */
  public static double lower(int failures, int devices) {
    check(failures, devices);
    double inside = devices == 0 ? 0 : (double) failures / devices;
    double outside = 0;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (outside + inside) / 2;
      if (middle > 0 && excludes(middle, failures, devices)) {
        outside = middle;
      } else {
        inside = middle;
      }
    }
    return outside;
  }

  /** Whether the lower end lies above a limit: the rate is surely higher. */
  public static boolean surelyAbove(double limit, int failures, int devices) {
    check(failures, devices);
    // A failure cannot come of a rate of 0.
    return limit <= 0 ? failures > 0 : excludes(limit, failures, devices);
  }

  /** M(p) ≥ 20, by logarithms: the powers of a large ring leave the range of a double. */
  private static boolean excludes(double p, int k, int n) {
    if (k <= p * n) {
      return false; // M ≤ 1 there: θ^p ≤ 1 + (θ-1)p.
    }
    double mean = 0;
    for (int i = 0; i < ODDS.length; i++) {
      double logRatio = k * Math.log(ODDS[i]) - n * Math.log1p((ODDS[i] - 1) * p);
      mean += WEIGHTS[i] * Math.exp(logRatio);
    }
    return mean >= WEALTH;
  }

  private static void check(int failures, int devices) {
    if (failures < 0 || failures > devices) {
      throw new IllegalArgumentException(failures + " failures of " + devices);
    }
  }
}
