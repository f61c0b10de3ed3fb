package dev.updatecenter.stage.flighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FailureBoundTest {
  private static final int ROLLOUTS = 1_000;
  private static final int DEVICES = 2_000;

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

  @ParameterizedTest
  @ValueSource(doubles = {0.01, 0.02, 0.03, 0.1})
  void haltsAtMostOneGoodRolloutInTwentyThoughItLooksAfterEveryReport(double limit) {
    SplittableRandom random = new SplittableRandom(20261120);
    int halted = 0;
    for (int i = 0; i < ROLLOUTS; i++) {
      halted += haltsAfter(limit, limit * 0.999, random) <= DEVICES ? 1 : 0;
    }

    assertThat(halted).isLessThanOrEqualTo(ROLLOUTS / 20);
  }

  @Test
  void haltsAtThreeTimesTheLimitBeforeTwoHundredDevicesWereExposed() {
    SplittableRandom random = new SplittableRandom(20261120);
    int[] devices = new int[ROLLOUTS];
    for (int i = 0; i < ROLLOUTS; i++) {
      devices[i] = haltsAfter(0.02, 0.06, random);
    }
    java.util.Arrays.sort(devices);

    assertThat(devices[ROLLOUTS / 2]).as("median devices").isLessThan(150);
  }

  @Test
  void theLowerEndIsWhereTheDecisionTurns() {
    double lower = FailureBound.lower(9, 100);

    assertThat(FailureBound.surelyAbove(lower - 1e-6, 9, 100)).isTrue();
    assertThat(FailureBound.surelyAbove(lower + 1e-6, 9, 100)).isFalse();
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
  void computesTheLogarithmOfTheGammaFunction() {
    double logFactorial = 0;
    for (int n = 1; n <= 200; n++) {
      assertThat(FailureBound.logGamma(n)).isCloseTo(logFactorial, within(1e-9));
      logFactorial += Math.log(n);
    }
    assertThat(FailureBound.logGamma(0.5)).isCloseTo(Math.log(Math.PI) / 2, within(1e-10));
  }
}
