package dev.updatecenter.stage.flighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WilsonIntervalTest {
  @ParameterizedTest
  @CsvSource({"0.97, 125", "0.95, 73", "0.99, 381", "0.5, 4", "0, 1"})
  void knowsHowManyDevicesABoundNeedsWithoutAFailure(double bound, int devices) {
    assertThat(WilsonInterval.trialsWithoutFailure(bound)).hasValue(devices);
    assertThat(WilsonInterval.of(devices, devices).lower()).isGreaterThanOrEqualTo(bound);
    if (devices > 1) {
      assertThat(WilsonInterval.of(devices - 1, devices - 1).lower()).isLessThan(bound);
    }
  }

  @Test
  void noNumberOfDevicesProvesCertainty() {
    assertThat(WilsonInterval.trialsWithoutFailure(1)).isEmpty();
  }

  @Test
  void knowsNothingWithoutATrial() {
    assertThat(WilsonInterval.of(0, 0)).isEqualTo(new WilsonInterval(0, 1));
  }

  @Test
  void agreesWithThePublishedExample() {
    // R. G. Newcombe, Statistics in Medicine 17 (1998), table I: 81 of 263, method 3.
    WilsonInterval interval = WilsonInterval.of(81, 263);

    assertThat(interval.lower()).isCloseTo(0.2553, within(5e-5));
    assertThat(interval.upper()).isCloseTo(0.3662, within(5e-5));
  }
}
