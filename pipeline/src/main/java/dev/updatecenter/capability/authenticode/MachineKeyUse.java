package dev.updatecenter.capability.authenticode;

import dev.updatecenter.kernel.core.ExitCode;
import dev.updatecenter.kernel.core.FileMutex;
import dev.updatecenter.kernel.core.UpdateCenterException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Turns that no other process of the machine has at the same time: those of this process share one
 * lock on a file, taken with the first and given back with the last.
 */
public final class MachineKeyUse implements KeyUse {
  private final KeyUse within;
  private final Path lock;
  private int turns;
  private @Nullable FileMutex mutex;

  /**
   * Adds the lock to a limit.
   *
   * @param within who takes turns in this process
   * @param lock a file, made when it is missing; its folder is there and nobody else's to change
   */
  public MachineKeyUse(KeyUse within, Path lock) {
    this.within = within;
    this.lock = lock;
  }

  @Override
  public <T, E extends Exception> T during(Work<T, E> work) throws E {
    return within.during(
        () -> {
          enter();
          try {
            return work.run();
          } finally {
            leave();
          }
        });
  }

  /** Who waits for another process holds up who comes after him, and that is meant. */
  private synchronized void enter() {
    if (turns == 0) {
      try {
        mutex = FileMutex.acquire(lock);
      } catch (IOException e) {
        throw unusable(e);
      }
    }
    turns++;
  }

  private synchronized void leave() {
    turns--;
    if (turns == 0 && mutex != null) {
      try {
        mutex.close();
      } catch (IOException e) {
        throw unusable(e);
      }
    }
  }

  private UpdateCenterException unusable(IOException e) {
    return UpdateCenterException.error(
            "UC1104", ExitCode.DISK, "the lock of a token cannot be taken")
        .where(lock)
        .why(String.valueOf(e))
        .fix("name a folder that you may write to in signing.lockFolder")
        .state("the token was not used")
        .cause(e)
        .build();
  }
}
