package dev.updatecenter.capability.authenticode.timestamp;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Whether one authority may be asked. Until it has answered once a single request tries it, and so
 * again after it was given up: whoever comes meanwhile goes elsewhere, so that a dead one costs one
 * time-out and not one a thread. The pool's lock guards it; times are those of {@link PoolTime}.
 */
final class CircuitBreaker {
  private static final int MOST_DOUBLINGS = 5;

  private final PoolPolicy policy;
  private final RandomGenerator jitter;

  private State state = State.UNTRIED;
  private State before = State.UNTRIED;
  private boolean answered;
  private int faults;
  private int openings;
  private int ticket;
  private long pausedUntil;
  private long lastResortAt;
  private long revisitAt;

  CircuitBreaker(PoolPolicy policy, RandomGenerator jitter) {
    this.policy = policy;
    this.jitter = jitter;
  }

  State state() {
    return state;
  }

  /**
   * When it may be asked.
   *
   * @param lastResort whether there is no other authority that is not given up
   */
  long readyAt(boolean lastResort) {
    return switch (state) {
      case UNTRIED, CLOSED -> pausedUntil;
      case OPEN -> lastResort ? lastResortAt : revisitAt;
      case PROBING -> Long.MAX_VALUE;
    };
  }

  /**
   * A request begins.
   *
   * @return what its outcome is to be reported with
   */
  int begin() {
    if (state != State.CLOSED) {
      before = state;
      state = State.PROBING;
    }
    return ticket;
  }

  /**
   * It gave a good token. So the faults are no longer in a row, also where one overtook this
   * answer: a refusal is quicker than a signature. Only once it was given up, what began before
   * proves nothing about now.
   */
  void succeeded(int begun) {
    boolean late = begun != ticket;
    if (!late || (state != State.OPEN && state != State.PROBING)) {
      state = State.CLOSED;
      answered = true;
      faults = 0;
      openings = 0;
    }
  }

  /**
   * It gave none. Of requests that were under way together the first fault counts for all.
   *
   * @return whether it is given up now and was not before
   */
  boolean failed(int begun, AuthorityFault fault, long now) {
    int enough = fault.kind().enough(answered);
    if (begun != ticket && (state != State.CLOSED || enough > 1)) {
      return false;
    }
    boolean wasGivenUp = state == State.PROBING && before == State.OPEN;
    ticket++;
    faults++;
    if (wasGivenUp || faults >= enough) {
      open(fault, now);
      return !wasGivenUp;
    }
    state = answered ? State.CLOSED : State.UNTRIED;
    pausedUntil = now + pause(fault);
    return false;
  }

  /** It was not asked to the end: nobody knows more than before. */
  void abandoned(int begun) {
    if (begun == ticket && state == State.PROBING) {
      state = before;
    }
  }

  private void open(AuthorityFault fault, long now) {
    state = State.OPEN;
    faults = 0;
    revisitAt = now + longer(policy.revisit(), 0, policy.revisit());
    boolean mayPass = answered && fault.kind().mayPass();
    long soon = Math.max(longer(policy.lastResort(), openings, policy.revisit()), asked(fault));
    lastResortAt = mayPass ? now + soon : revisitAt;
    openings++;
  }

  /** RFC 6585 4, RFC 9110 10.2.3: as long as the authority asks for, within bounds. */
  private long pause(AuthorityFault fault) {
    return Math.max(asked(fault), longer(policy.firstPause(), faults - 1, policy.longestPause()));
  }

  private long asked(AuthorityFault fault) {
    return Math.min(
        fault.retryAfter().orElse(Duration.ZERO).toNanos(), policy.longestRetryAfter().toNanos());
  }

  /** Doubled so often, at most to the limit; then between half of it and the whole. */
  private long longer(Duration first, int doublings, Duration limit) {
    long whole =
        Math.min(
            first.toNanos() << Math.min(doublings, MOST_DOUBLINGS),
            Math.max(limit.toNanos(), first.toNanos()));
    return whole / 2 + jitter.nextLong(whole / 2 + 1);
  }

  /** What is known of the authority. */
  enum State {
    /** Never gave a token yet, and is not being asked. */
    UNTRIED,
    /** Gives tokens. */
    CLOSED,
    /** Given up for a while. */
    OPEN,
    /** One request finds out. */
    PROBING
  }
}
