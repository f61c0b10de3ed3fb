package dev.updatecenter.capability.authenticode.timestamp;

import dev.updatecenter.capability.authenticode.TimestampSource;
import dev.updatecenter.capability.authenticode.TrustAnchors;
import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.Progress;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.random.RandomGenerator;

/**
 * Several authorities as one: each file goes to one that is free, one that fails is left alone for
 * a while, and a token comes as long as any of them is sound.
 */
public final class TimestampPool implements TimestampSource {
  private final List<Lane> lanes;
  private final AuthorityClient client;
  private final PoolPolicy policy;
  private final PoolTime time;
  private final Progress progress;
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Condition changed = lock.newCondition();
  private int turn;

  TimestampPool(
      List<TimestampAuthority> authorities,
      AuthorityClient client,
      PoolPolicy policy,
      PoolTime time,
      RandomGenerator jitter,
      Progress progress) {
    if (authorities.isEmpty()) {
      throw new IllegalArgumentException("a timestamp authority is needed");
    }
    this.lanes =
        authorities.stream().map(a -> new Lane(a, new CircuitBreaker(policy, jitter))).toList();
    this.client = client;
    this.policy = policy;
    this.time = time;
    this.progress = progress;
  }

  /**
   * Authorities on the network.
   *
   * @param authorities at least one
   * @param anchors whose timestamping roots tokens have to lead to: what leads elsewhere could not
   *     be verified later
   * @param clock what the tokens' time is held against
   * @param random for nonces and pauses
   * @param progress is told of authorities that are given up, and that are back
   * @throws IllegalArgumentException without an authority, or without a timestamping root
   */
  public static TimestampPool over(
      List<TimestampAuthority> authorities,
      TrustAnchors anchors,
      Clock clock,
      SecureRandom random,
      Progress progress) {
    if (anchors.timestamping().isEmpty()) {
      throw new IllegalArgumentException("no timestamping root is trusted");
    }
    return new TimestampPool(
        authorities,
        new Rfc3161Client(new TokenCheck(anchors, clock), random),
        PoolPolicy.USUAL,
        PoolTime.ofTheMachine(),
        random,
        progress);
  }

  @Override
  public byte[] timestamp(byte[] signatureValue) {
    long deadline = time.now() + policy.patience().toNanos();
    try {
      Optional<byte[]> token = Optional.empty();
      while (token.isEmpty()) {
        token = ask(next(deadline), signatureValue);
      }
      return token.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UpdateCenterException.error("UC4045", ExitCode.INTERRUPTED, "Signing was interrupted")
          .why("It was waiting for a timestamp.")
          .state("Nothing was signed.")
          .cause(e)
          .build();
    }
  }

  private Optional<byte[]> ask(Turn turn, byte[] signatureValue) throws InterruptedException {
    boolean settled = false;
    try {
      byte[] token = client.ask(turn.lane().authority(), signatureValue);
      settle(() -> turn.lane().succeeded(turn.ticket()));
      settled = true;
      return Optional.of(token);
    } catch (AuthorityFault fault) {
      settle(() -> turn.lane().failed(turn.ticket(), fault, time.now()));
      settled = true;
      return Optional.empty();
    } finally {
      if (!settled) {
        settle(
            () -> {
              turn.lane().abandoned(turn.ticket());
              return Optional.empty();
            });
      }
    }
  }

  private void settle(Outcome outcome) {
    Optional<String> news;
    lock.lock();
    try {
      news = outcome.report();
      changed.signalAll();
    } finally {
      lock.unlock();
    }
    news.ifPresent(progress::say);
  }

  /** Waits until an authority may be asked; gives up once none can be before the deadline. */
  private Turn next(long deadline) throws InterruptedException {
    lock.lockInterruptibly();
    try {
      while (true) {
        long now = time.now();
        Optional<Lane> free = free(now);
        if (free.isPresent()) {
          return new Turn(free.get(), free.get().begin(now));
        }
        long until = Math.min(deadline, earliest());
        boolean someoneFindsOut = some(CircuitBreaker.State.PROBING);
        if (now >= deadline || (until == deadline && !someoneFindsOut)) {
          throw Exhausted.by(lanes);
        }
        time.await(changed, until - now);
      }
    } finally {
      lock.unlock();
    }
  }

  /** In turn; one that was given up only if no other is free. */
  private Optional<Lane> free(long now) {
    boolean lastResort = lastResort();
    for (boolean givenUp : new boolean[] {false, true}) {
      for (int i = 0; i < lanes.size(); i++) {
        int index = (turn + i) % lanes.size();
        Lane lane = lanes.get(index);
        if (givenUp == (lane.state() == CircuitBreaker.State.OPEN)
            && lane.readyAt(lastResort) <= now) {
          turn = (index + 1) % lanes.size();
          return Optional.of(lane);
        }
      }
    }
    return Optional.empty();
  }

  private long earliest() {
    boolean lastResort = lastResort();
    return lanes.stream().mapToLong(lane -> lane.readyAt(lastResort)).min().orElseThrow();
  }

  private boolean lastResort() {
    return lanes.stream().allMatch(lane -> lane.state() == CircuitBreaker.State.OPEN);
  }

  private boolean some(CircuitBreaker.State state) {
    return lanes.stream().anyMatch(lane -> lane.state() == state);
  }

  /** The right to ask an authority once. */
  private record Turn(Lane lane, int ticket) {}

  @FunctionalInterface
  private interface Outcome {
    /** Writes it down; gives what is to be told. */
    Optional<String> report();
  }
}
