package dev.updatecenter.app.wiring;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Tells a database that changes hands from a fault: the first process of a home serves it to the
 * others, and when that one ends, one of them takes over.
 */
public final class CutOff {
  /** H2's words: while another one takes over, and when the server is gone. */
  private static final List<String> SIGNS =
      List.of("Lock file recently modified", "Connection is broken", "[90067");

  private CutOff() {}

  /** Whether a failure, or what set it off, is that the process that served the database ended. */
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
