package dev.updatecenter.capability.authenticode;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.util.concurrent.Semaphore;

/** At most so many turns at once in this process, in the order in which they were asked for. */
public final class KeyUseLimit implements KeyUse {
  private final Semaphore turns;

  /**
   * Sets the limit.
   *
   * @throws IllegalArgumentException for less than one
   */
  public KeyUseLimit(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a key is used by one at least: " + limit);
    }
    turns = new Semaphore(limit, true);
  }

  @Override
  public <T, E extends Exception> T during(Work<T, E> work) throws E {
    await();
    try {
      return work.run();
    } finally {
      turns.release();
    }
  }

  private void await() {
    try {
      turns.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw UpdateCenterException.error(
              "UC4045", ExitCode.INTERRUPTED, "interrupted while waiting for the key")
          .state("nothing more was signed")
          .cause(e)
          .build();
    }
  }
}
