import dev.updatecenter.stage.flighting.FailureBound;
import dev.updatecenter.stage.flighting.WilsonInterval;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * Simulated rollouts: one device after the other reports, and after each a rule looks whether to halt. Each
 * rule sees the same rollouts. Looked at after failures only: no rule halts upon a success.
 *
 * <p>Arguments: number of rollouts, devices in each, seed. Prints "what value unit" lines.
 */
final class Gates {
  static final double[] LIMITS = {0.005, 0.01, 0.02, 0.03, 0.05, 0.1, 0.25};

  interface Rule {
    boolean halts(double limit, int failures, int devices);
  }

  static final List<String> NAMES = List.of("sequence", "interval", "sprt", "bonferroni");
  static final List<Rule> RULES =
      List.of(
          FailureBound::surelyAbove,
          (limit, k, n) -> 1 - WilsonInterval.of(n - k, n).upper() > limit,
          Gates::wald,
          Gates::bonferroni);

  /** A. Wald (1945): the limit against twice the limit, errors of 5 % and 10 %; it never accepts here. */
  static boolean wald(double limit, int k, int n) {
    double other = Math.min(2 * limit, 0.99);
    double ratio =
        k * Math.log(other / limit) + (n - k) * (Math.log1p(-other) - Math.log1p(-limit));
    return ratio >= Math.log(0.9 / 0.05);
  }

  /** Hoeffding's bound at each look, 5 % shared out over all looks: 6/(π² n²) of it to the n-th. */
  static boolean bonferroni(double limit, int k, int n) {
    double share = 0.05 * 6 / (Math.PI * Math.PI * n * n);
    return (double) k / n - Math.sqrt(-Math.log(share) / (2.0 * n)) > limit;
  }

  public static void main(String[] args) {
    int rollouts = Integer.parseInt(args[0]);
    int devices = Integer.parseInt(args[1]);
    long seed = Long.parseLong(args[2]);
    for (double limit : LIMITS) {
      String name = String.format(Locale.ROOT, "%g", limit * 100).replaceAll("\\.?0+$", "");
      int[][] good = exposed(rollouts, devices, limit, limit * 0.999, new SplittableRandom(seed));
      int[][] bad = exposed(rollouts, devices, limit, 3 * limit, new SplittableRandom(seed + 1));
      for (int r = 0; r < RULES.size(); r++) {
        long halted = Arrays.stream(good[r]).filter(n -> n <= devices).count();
        System.out.printf(
            Locale.ROOT,
            "%s-%s-false-halts %.2f %%%n",
            name,
            NAMES.get(r),
            100.0 * halted / rollouts);
        Arrays.sort(bad[r]);
        int median = bad[r][rollouts / 2];
        System.out.printf(
            "%s-%s-median-exposed %s devices%n",
            name, NAMES.get(r), median > devices ? "over-" + devices : median);
      }
    }
  }

  /** For each rule and rollout, after how many devices it halts; one more than all for never. */
  static int[][] exposed(
      int rollouts, int devices, double limit, double rate, SplittableRandom random) {
    int[][] exposed = new int[RULES.size()][rollouts];
    for (int i = 0; i < rollouts; i++) {
      for (int[] of : exposed) {
        of[i] = devices + 1;
      }
      int failures = 0;
      for (int n = 1; n <= devices; n++) {
        if (random.nextDouble() >= rate) {
          continue;
        }
        failures++;
        for (int r = 0; r < exposed.length; r++) {
          if (exposed[r][i] > n && RULES.get(r).halts(limit, failures, n)) {
            exposed[r][i] = n;
          }
        }
      }
    }
    return exposed;
  }
}
