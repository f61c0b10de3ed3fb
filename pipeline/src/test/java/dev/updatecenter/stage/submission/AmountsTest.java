package dev.updatecenter.stage.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AmountsTest {
  @ParameterizedTest
  @CsvSource({"0s, PT0S", "90s, PT90S", "30m, PT30M", "12h, PT12H", "7d, P7D", "99999d, P99999D"})
  void durationsAreANumberAndAUnit(String text, Duration expected) {
    assertThat(Amounts.duration(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "h", "12", "12 h", "-1h", "1.5h", "12H", "1w", "1h30m", "1234567s"})
  void refusesAnotherFormOfDuration(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Amounts.duration(text))
        .withMessageContaining(text);
  }

  @ParameterizedTest
  @CsvSource({"0%, 0", "0.0001%, 0.0001", "10%, 10", "97.5%, 97.5", "100%, 100", "100.0%, 100"})
  void sharesArePercentages(String text, double expected) {
    assertThat(Amounts.percent(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "%", "10", "-1%", "10 %", "1e1%", "100.0001%", "101%", "1.23456%"})
  void refusesAShareOutsideOfAllDevices(String text) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Amounts.percent(text))
        .withMessageContaining(text);
  }

  @Test
  void digitsOfOtherScriptsAreNone() {
    assertThatIllegalArgumentException().isThrownBy(() -> Amounts.duration("١٢h"));
    assertThatIllegalArgumentException().isThrownBy(() -> Amounts.percent("١٢%"));
  }
}
