package dev.updatecenter.app.jobs.view;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks again and again until something is reached, halted, or cannot be reached in time. */
public final class WaitLoop {
  private final Looks<WaitLook> looks;
  private final Clock clock;
  private final Pause pause;
  private final Duration every;

  /**
   * A loop.
   *
   * @param looks how far it is
   * @param every how long to pause between two looks
   */
  public WaitLoop(Looks<WaitLook> looks, Clock clock, Pause pause, Duration every) {
    this.looks = looks;
    this.clock = clock;
    this.pause = pause;
    this.every = every;
  }

  /**
   * Waits.
   *
   * @param timeout how long at most; empty for as long as it takes. Ends at once when the earliest
   *     possible time lies past it
   * @param each told of every look
   * @return the last look; pending when it was given up
   */
  public WaitLook run(Optional<Duration> timeout, Consumer<WaitLook> each)
      throws InterruptedException {
    Optional<Instant> deadline = timeout.map(clock.instant()::plus);
    while (true) {
      WaitLook look = looks.next();
      each.accept(look);
      Instant now = clock.instant();
      if (look.state() != WaitLook.State.PENDING
          || deadline.filter(d -> look.earliest().isAfter(d) || !now.isBefore(d)).isPresent()) {
        return look;
      }
      pause.await(
          deadline
              .map(d -> Duration.between(now, d))
              .filter(left -> left.compareTo(every) < 0)
              .orElse(every));
    }
  }
}
