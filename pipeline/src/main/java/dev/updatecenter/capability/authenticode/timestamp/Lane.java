package dev.updatecenter.capability.authenticode.timestamp;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** One authority of a pool and what is known of it. The pool's lock guards it. */
final class Lane {
  private final TimestampAuthority authority;
  private final CircuitBreaker breaker;
  private final long interval;
  private long nextTurn;
  private boolean givenUp;
  private @Nullable AuthorityFault last;

  Lane(TimestampAuthority authority, CircuitBreaker breaker) {
    this.authority = authority;
    this.breaker = breaker;
    double nanos = Duration.ofSeconds(1).toNanos();
    this.interval =
        authority.perSecond().isPresent()
            ? Math.round(nanos / authority.perSecond().getAsDouble())
            : 0;
  }

  TimestampAuthority authority() {
    return authority;
  }

  CircuitBreaker.State state() {
    return breaker.state();
  }

  /** When it may be asked next: its breaker allows it and its bucket, which holds one, is full. */
  long readyAt(boolean lastResort) {
    return Math.max(breaker.readyAt(lastResort), nextTurn);
  }

  int begin(long now) {
    nextTurn = now + interval;
    return breaker.begin();
  }

  /**
   * It gave a good token.
   *
   * @return what is to be told
   */
  Optional<String> succeeded(int ticket) {
    breaker.succeeded(ticket);
    boolean back = givenUp && breaker.state() == CircuitBreaker.State.CLOSED;
    if (breaker.state() == CircuitBreaker.State.CLOSED) {
      givenUp = false;
      last = null;
    }
    return back
        ? Optional.of("Timestamp authority %s answers again.".formatted(authority.name()))
        : Optional.empty();
  }

  /**
   * It gave none.
   *
   * @return what is to be told
   */
  Optional<String> failed(int ticket, AuthorityFault fault, long now) {
    last = fault;
    if (!breaker.failed(ticket, fault, now)) {
      return Optional.empty();
    }
    givenUp = true;
    return Optional.of(
        "Timestamp authority %s is given up for now: %s.".formatted(authority.name(), fault.why()));
  }

  void abandoned(int ticket) {
    breaker.abandoned(ticket);
  }

  Optional<AuthorityFault> last() {
    return Optional.ofNullable(last);
  }

  /** Why it did not help, in words. */
  String reason() {
    String why = last().map(AuthorityFault::why).orElse("busy with other files");
    return authority.name() + ": " + why;
  }
}
