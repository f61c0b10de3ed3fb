package dev.updatecenter.stage.flighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShareTest {
  @ParameterizedTest
  @ValueSource(
      strings = {"-0.1", "1.000000000001", "0.0000000000001", "1e999999999", "1e-999999999"})
  void refusesWhatIsNoShare(String fraction) {
    BigDecimal value = new BigDecimal(fraction);

    assertThatThrownBy(() -> new Share(value)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void spellsEqualFractionsAlike() {
    assertThat(new Share(new BigDecimal("0.100"))).isEqualTo(Share.ofPercent(10));
    assertThat(new Share(new BigDecimal("0.000"))).isEqualTo(Share.NONE);
    assertThat(new Share(new BigDecimal("1.0"))).isEqualTo(Share.ALL).hasToString("100 %");
    assertThat(Share.ofPercent(12.5)).hasToString("12.5 %");
  }

  @Test
  void coversExactlyThePointsBelowTheFraction() {
    Share half = Share.ofPercent(50);

    assertThat(half.covers(Long.MAX_VALUE)).as("2^63 - 1").isTrue();
    assertThat(half.covers(Long.MIN_VALUE)).as("2^63").isFalse();
    assertThat(Share.ALL.covers(-1L)).as("2^64 - 1").isTrue();
    assertThat(Share.NONE.covers(0)).isFalse();
  }

  @Test
  void doesNotRoundAtTheEdge() {
    // 0.1 * 2^64 = 1844674407370955161.6
    assertThat(Share.ofPercent(10).covers(1844674407370955161L)).isTrue();
    assertThat(Share.ofPercent(10).covers(1844674407370955162L)).isFalse();
  }
}
