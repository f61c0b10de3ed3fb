package dev.updatecenter.app.wiring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells a disk that is full, or fails under the database, from a bug of ours. */
public final class DiskFault {
  /** How systems say it, and H2's codes of an I/O fault and of a database that it closed then. */
  private static final List<String> SIGNS =
      List.of(
          "No space left on device",
          "not enough space on the disk",
          "Disk quota exceeded",
          "[90028",
          "[90031",
          "[90098");

  private DiskFault() {}

  /** Whether a failure, or what set it off, is the disk's. */
  public static boolean is(@Nullable Throwable failure) {
    for (Throwable t = failure; t != null; t = t.getCause()) {
      String message = String.valueOf(t.getMessage());
      if (SIGNS.stream().anyMatch(message::contains)) {
        return true;
      }
    }
    return false;
  }
}
