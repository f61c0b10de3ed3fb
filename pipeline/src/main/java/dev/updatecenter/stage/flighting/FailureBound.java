package dev.updatecenter.stage.flighting;

/**
 * The lower end of an always-valid 95 % confidence sequence of a failure rate: whoever looks after
 * every report, for ever, finds it above the true rate in at most one rollout of twenty.
 *
 * <p>Beta-binomial mixture: for a true rate p the likelihood ratio {@code M = B(a+k, b+n-k) / (B(a,
 * b) · p^k · (1-p)^(n-k))} of k failures in n devices is a martingale with mean 1, so by Ville's
 * inequality it ever reaches 1/α with probability at most α; the rates with M below 1/α are the
 * sequence. H. Robbins, "Statistical methods related to the law of the iterated logarithm", Annals
 * of Mathematical Statistics 41 (1970), 1397–1409; S. R. Howard, A. Ramdas, J. McAuliffe, J.
 * Sekhon, "Time-uniform, nonparametric, nonasymptotic confidence sequences", Annals of Statistics
 * 49 (2021), 1055–1080. Any mixture that is fixed beforehand is valid; Beta(1, 10) stops soonest at
 * rates of some per cent.
 */
public final class FailureBound {
  private static final double ALPHA = 0.05;
  private static final double A = 1;
  private static final double B = 10;
  private static final double LOG_BETA_PRIOR = logBeta(A, B);
  private static final int BISECTIONS = 60;

  private FailureBound() {}

  /**
   * The lower end for some failures among some devices, 0..1.
   *
   * @throws IllegalArgumentException for more failures than devices, or fewer than none
   */
  public static double lower(int failures, int devices) {
    check(failures, devices);
    if (failures == 0) {
      return 0;
    }
    double inside = (double) failures / devices;
    double outside = 0;
    for (int i = 0; i < BISECTIONS; i++) {
      double middle = (outside + inside) / 2;
      if (excludes(middle, failures, devices)) {
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
    // Below k/n the ratio falls with p, so all rates up to the limit are out when the limit is.
    return failures > limit * devices && excludes(limit, failures, devices);
  }

  private static boolean excludes(double p, int k, int n) {
    if (p <= 0) {
      return true; // A failure cannot come of a rate of 0.
    }
    double logLikelihood = k * Math.log(p) + (n - k) * Math.log1p(-p);
    double logMixture = logBeta(A + k, B + n - k) - LOG_BETA_PRIOR;
    return logMixture - logLikelihood >= -Math.log(ALPHA);
  }

  private static void check(int failures, int devices) {
    if (failures < 0 || failures > devices) {
      throw new IllegalArgumentException(failures + " failures of " + devices);
    }
  }

  private static double logBeta(double a, double b) {
    return logGamma(a) + logGamma(b) - logGamma(a + b);
  }

  /** Stirling's series after moving up to 10 (NIST DLMF 5.11.1, 5.5.1); error below 1e-11. */
  static double logGamma(double x) {
    double z = x;
    double shift = 0;
    while (z < 10) {
      shift += Math.log(z);
      z++;
    }
    double r = 1 / (z * z);
    double series = (1 / 12.0 - r * (1 / 360.0 - r * (1 / 1260.0 - r / 1680.0))) / z;
    return (z - 0.5) * Math.log(z) - z + 0.5 * Math.log(2 * Math.PI) + series - shift;
  }
}
