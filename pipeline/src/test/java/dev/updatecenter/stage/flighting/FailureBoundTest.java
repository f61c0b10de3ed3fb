package dev.updatecenter.stage.flighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FailureBoundTest {
  private static final int ROLLOUTS = 1_000;
  private static final int DEVICES = 1_500;

  /** After how many reports a rollout halts; {@link #DEVICES} + 1 when it never does. */
  private static int haltsAfter(double limit, double rate, SplittableRandom random) {
    int failures = 0;
    for (int n = 1; n <= DEVICES; n++) {
      failures += random.nextDouble() < rate ? 1 : 0;
      if (FailureBound.surelyAbove(limit, failures, n)) {
        return n;
      }
    }
    return DEVICES + 1;
  }

  /** Of 1,000 rollouts, how many ever halt. */
  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.02, 0.03, 0.05, 0.1, 0.25})
  void haltsAtMostOneGoodRolloutInTwentyThoughItLooksAfterEveryReport(double limit) {
    SplittableRandom random = new SplittableRandom(20261120);
    int halted = 0;
    for (int i = 0; i < ROLLOUTS; i++) {
      halted += haltsAfter(limit, limit * 0.999, random) <= DEVICES ? 1 : 0;
    }

    assertThat(halted).isLessThanOrEqualTo(ROLLOUTS / 20);
  }

  @ParameterizedTest
  @CsvSource({"0.01, 250", "0.02, 120", "0.03, 85", "0.05, 50", "0.1, 24", "0.25, 10"})
  void haltsSoonAtThreeTimesTheLimit(double limit, int medianAtMost) {
    SplittableRandom random = new SplittableRandom(20261120);
    int[] devices = new int[ROLLOUTS];
    for (int i = 0; i < ROLLOUTS; i++) {
      devices[i] = haltsAfter(limit, 3 * limit, random);
    }
    Arrays.sort(devices);

    assertThat(devices[ROLLOUTS / 2]).as("median devices").isLessThanOrEqualTo(medianAtMost);
  }

  @Test
  void theLowerEndIsWhereTheDecisionTurns() {
    for (int failures = 0; failures <= 100; failures += 3) {
      double lower = FailureBound.lower(failures, 100);
      if (lower > 1e-6) {
        assertThat(FailureBound.surelyAbove(lower - 1e-6, failures, 100)).isTrue();
      }
      assertThat(FailureBound.surelyAbove(lower + 1e-6, failures, 100)).isFalse();
      assertThat(lower).isLessThanOrEqualTo(failures / 100.0);
    }
  }

  @Test
  void aSuccessNeverMakesAFailureRateSurer() {
    for (int n = 1; n < 300; n++) {
      for (int k = 0; k <= n; k += 5) {
        assertThat(FailureBound.lower(k, n + 1)).isLessThanOrEqualTo(FailureBound.lower(k, n));
      }
    }
  }

  /** Each device multiplies the mean of θ^k/(1+(θ-1)p)^n by 1: summed over all outcomes. */
  @Test
  void theRatioIsOneInTheMeanAtTheLimit() {
    double p = 0.03;
    int n = 60;
    double mean = 0;
    double outcome = Math.pow(1 - p, n);
    for (int k = 0; k <= n; k++) {
      mean += outcome * ratio(p, k, n);
      outcome *= (n - k) / (k + 1.0) * p / (1 - p);
    }
    assertThat(mean).isBetween(1 - 1e-9, 1 + 1e-9);
  }

  private static double ratio(double p, int k, int n) {
    double[] odds = {1.03, 1.06, 1.12, 1.25, 1.5, 2, 3, 4, 6, 8};
    double mean = 0;
    for (double o : odds) {
      double weight = o < 1.2 ? 0.02 : o < 1.4 ? 0.1 : 0.14;
      mean += weight * Math.pow(o, k) / Math.pow(1 + (o - 1) * p, n);
    }
    assertThat(FailureBound.surelyAbove(p, k, n)).isEqualTo(mean >= 20);
    return mean;
  }

  @Test
  void staysWithinItsRangeForAsManyDevicesAsThereAre() {
    assertThat(FailureBound.surelyAbove(0.03, 30_000, 500_000)).isTrue();
    assertThat(FailureBound.surelyAbove(0.03, 15_000, 500_000)).isFalse();
    assertThat(FailureBound.lower(500_000, 500_000)).isBetween(0.98, 1.0);
    assertThat(FailureBound.lower(15_000, 500_000)).isBetween(0.028, 0.03);
  }

  @Test
  void withoutAFailureNothingIsSure() {
    assertThat(FailureBound.lower(0, 500)).isZero();
    assertThat(FailureBound.surelyAbove(0, 0, 500)).isFalse();
    assertThat(FailureBound.lower(0, 0)).isZero();
  }

  @Test
  void oneFailureIsSurelyMoreThanNever() {
    assertThat(FailureBound.surelyAbove(0, 1, 500)).isTrue();
  }

  @Test
  void refusesMoreFailuresThanDevices() {
    assertThatThrownBy(() -> FailureBound.lower(2, 1)).isInstanceOf(IllegalArgumentException.class);
  }
}
