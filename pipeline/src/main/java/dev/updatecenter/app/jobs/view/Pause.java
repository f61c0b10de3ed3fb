package dev.updatecenter.app.jobs.view;

import java.time.Duration;

/** Lets time pass between two looks. */
@FunctionalInterface
public interface Pause {
  /** Waits on the clock of the machine. */
  Pause REAL = duration -> Thread.sleep(duration.toMillis());

  /**
   * Waits that long.
   *
   * @throws InterruptedException when somebody wants the program to end
   */
  void await(Duration duration) throws InterruptedException;
}
