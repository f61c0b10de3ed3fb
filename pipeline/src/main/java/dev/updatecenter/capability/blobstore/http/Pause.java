package dev.updatecenter.capability.blobstore.http;

import java.time.Duration;

/** Waits between two attempts; a test passes one that only takes notes. */
@FunctionalInterface
public interface Pause {
  /** Waits on the clock of the machine. */
  Pause REAL = duration -> Thread.sleep(duration.toMillis());

  /** Waits that long. */
  void await(Duration duration) throws InterruptedException;
}
