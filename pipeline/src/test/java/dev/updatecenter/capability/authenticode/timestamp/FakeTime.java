package dev.updatecenter.capability.authenticode.timestamp;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.Condition;

/** Time that passes when somebody waits. For one thread. */
final class FakeTime implements PoolTime {
  private long now;
  private final List<Duration> waits = new ArrayList<>();

  @Override
  public long now() {
    return now;
  }

  @Override
  public void await(Condition changed, long nanos) {
    waits.add(Duration.ofNanos(nanos));
    now += nanos;
  }

  void pass(Duration time) {
    now += time.toNanos();
  }

  Duration passed() {
    return Duration.ofNanos(now);
  }

  List<Duration> waits() {
    return waits;
  }
}
