package dev.updatecenter.capability.authenticode.timestamp;

import java.util.concurrent.locks.Condition;

/** Time as a pool lives through it; a test passes one that runs by itself. */
interface PoolTime {
  /** Nanoseconds since some moment before; never falls. */
  long now();

  /** Waits until somebody signals or that many nanoseconds are over. The lock is held. */
  void await(Condition changed, long nanos) throws InterruptedException;

  /** The machine's. */
  static PoolTime ofTheMachine() {
    long origin = System.nanoTime();
    return new PoolTime() {
      @Override
      public long now() {
        return System.nanoTime() - origin;
      }

      @Override
      @SuppressWarnings("WaitNotInLoop") // the pool asks again in a loop
      public void await(Condition changed, long nanos) throws InterruptedException {
        long left = changed.awaitNanos(nanos);
        assert left <= nanos;
      }
    };
  }
}
