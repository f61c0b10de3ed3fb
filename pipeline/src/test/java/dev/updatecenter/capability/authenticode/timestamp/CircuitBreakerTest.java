package dev.updatecenter.capability.authenticode.timestamp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

/** What requests that are under way together make of an authority. */
class CircuitBreakerTest {
  private final AuthorityFault failing =
      new AuthorityFault(AuthorityFault.Kind.FAILING, "HTTP status 500");
  private final AuthorityFault silent = new AuthorityFault(AuthorityFault.Kind.SILENT, "no answer");
  private static final int ROUNDS = 50;

  private final CircuitBreaker breaker = new CircuitBreaker(PoolPolicy.USUAL, new Random(1));

  @Test
  void faultThatOvertakesGoodAnswersEachTimeIsNoneInARow() {
    breaker.succeeded(breaker.begin());
    for (int i = 0; i < ROUNDS; i++) {
      int slow = breaker.begin();
      int quick = breaker.begin();
      assertThat(breaker.failed(quick, failing, i)).isFalse();
      breaker.succeeded(slow);
      assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.CLOSED);
    }
  }

  @Test
  void faultsInARowGiveUpWhoeverAskedMeanwhile() {
    breaker.succeeded(breaker.begin());
    for (int i = 1; i < 4; i++) {
      assertThat(breaker.failed(breaker.begin(), failing, i)).isFalse();
    }
    assertThat(breaker.failed(breaker.begin(), failing, 4)).isTrue();
    assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.OPEN);
  }

  @Test
  void answerFromBeforeItWasGivenUpDoesNotBringItBack() {
    breaker.succeeded(breaker.begin());
    int slow = breaker.begin();
    assertThat(breaker.failed(breaker.begin(), silent, 1)).isTrue();
    breaker.succeeded(slow);
    assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.OPEN);
    int probe = breaker.begin();
    breaker.succeeded(slow);
    assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.PROBING);
    breaker.succeeded(probe);
    assertThat(breaker.state()).isEqualTo(CircuitBreaker.State.CLOSED);
  }
}
