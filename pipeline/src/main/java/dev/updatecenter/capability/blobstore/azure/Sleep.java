package dev.updatecenter.capability.blobstore.azure;

import java.time.Duration;

/** Waits between two attempts; a test passes one that only takes notes. */
@FunctionalInterface
public interface Sleep {
  /** Waits on the clock of the machine. */
  Sleep REAL = duration -> Thread.sleep(duration.toMillis());

  /** Waits that long. */
  void last(Duration duration) throws InterruptedException;
}
