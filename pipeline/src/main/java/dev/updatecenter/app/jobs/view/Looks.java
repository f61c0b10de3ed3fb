package dev.updatecenter.app.jobs.view;

import dev.updatecenter.app.wiring.CutOff;
import java.time.Duration;

/**
 * Looks at something that changes, again and again.
 *
 * @param <T> what a look gives
 */
@FunctionalInterface
public interface Looks<T> {
  /**
   * Looks once more.
   *
   * @throws InterruptedException when somebody wants the program to end
   */
  T next() throws InterruptedException;

  /**
   * Looks that outlast the end of the process that served the database, which must not end a wait
   * of hours: a look that is cut off is tried again, five times at most.
   */
  static <T> Looks<T> steady(Looks<T> looks, Pause pause) {
    return () -> {
      for (int tries = 1; ; tries++) {
        try {
          return looks.next();
        } catch (RuntimeException e) {
          if (tries == 5 || !CutOff.is(e)) {
            throw e;
          }
          pause.await(Duration.ofSeconds(tries));
        }
      }
    };
  }
}
