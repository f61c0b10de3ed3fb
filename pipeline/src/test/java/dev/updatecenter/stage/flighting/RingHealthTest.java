package dev.updatecenter.stage.flighting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class RingHealthTest {
  @Test
  void toldInOneSentenceWithItsInterval() {
    RingHealth health = new RingHealth(500, 20, 100, 96, 43, 1, 3, 1, new TreeMap<>());

    assertThat(health.eligible()).isEqualTo(480);
    assertThat(health.reported()).isEqualTo(44);
    assertThat(health.sentence())
        .isEqualTo(
            "43 of 45 devices succeeded, 1 failed, 1 lost:"
                + " success is 95.5 %, surely (95 %) between 85.1 % and 98.8 %");
  }

  @Test
  void saysThatNobodyHasSpokenYet() {
    assertThat(new RingHealth(9, 1, 2, 1, 0, 0, 0, 0, new TreeMap<>()).sentence())
        .isEqualTo("no device has said how it ended, of 1 device that may take it");
  }

  @Test
  void refusesMoreExcludedThanEnrolledDevices() {
    assertThatThrownBy(() -> new RingHealth(9, 10, 9, 9, 0, 0, 0, 0, new TreeMap<>()))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
