package dev.updatecenter.app.jobs.view;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LooksTest {
  private final List<Duration> pauses = new ArrayList<>();
  private int looks;

  private Looks<Integer> failing(int times, String message) {
    return Looks.steady(
        () -> {
          if (++looks <= times) {
            throw new IllegalStateException(message);
          }
          return looks;
        },
        pauses::add);
  }

  @Test
  void lookThatIsCutOffIsTriedAgain() throws Exception {
    assertThat(failing(2, "Connection is broken: \"unexpected end\" [90067-240]").next())
        .isEqualTo(3);
    assertThat(pauses).containsExactly(Duration.ofSeconds(1), Duration.ofSeconds(2));
  }

  @Test
  void lookThatIsCutOffForEverFails() {
    assertThatThrownBy(() -> failing(9, "Connection is broken").next())
        .hasMessage("Connection is broken");
    assertThat(looks).isEqualTo(5);
  }

  @Test
  void anotherFaultIsNotTriedAgain() {
    assertThatThrownBy(() -> failing(1, "disk full").next()).hasMessage("disk full");
    assertThat(looks).isEqualTo(1);
  }
}
