package dev.updatecenter.capability.authenticode.timestamp;

import java.net.ConnectException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import javax.net.ssl.SSLException;

/** Tells in words why no connection came about or held. */
final class Connection {
  private Connection() {}

  static String why(Throwable fault) {
    for (Throwable each = fault; each != null; each = each.getCause()) {
      if (each instanceof UnresolvedAddressException) {
        return "its name is not known";
      }
      if (each instanceof SSLException) {
        return "no safe connection: " + Told.by(each.getMessage());
      }
    }
    String message = fault.getMessage();
    if (fault instanceof ConnectException) {
      // The JDK's message is empty for a refused connection.
      return "no connection: " + Told.by(message == null ? "refused" : message);
    }
    return "the connection broke: "
        + Told.by(message == null ? fault.getClass().getSimpleName() : message);
  }

  /** {@code 10 s}, {@code 300 ms}. */
  static String words(Duration duration) {
    return duration.toMillis() % 1000 == 0
        ? duration.toSeconds() + " s"
        : duration.toMillis() + " ms";
  }
}
