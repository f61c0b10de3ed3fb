package dev.updatecenter.app.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/** Ends or stops this process at a named moment, such as {@code after signings.remember}. */
final class Fault {
  private static final String PREFIX = "updatecenter.test.fault.";

  /** What stands on stderr when a process stopped to wait. */
  static final String PARKED = "PARKED";

  /** What happens then. */
  enum Act {
    /** SIGKILL: nothing is flushed, no hook runs. */
    KILL,
    /** Waits until stdin ends. */
    PARK
  }

  private final Pattern at;
  private final AtomicInteger left;
  private final Act act;

  private Fault(String at, int count, Act act) {
    this.at = Pattern.compile(at);
    this.left = new AtomicInteger(count);
    this.act = act;
  }

  /** The fault that this process was told; without one nothing ever happens. */
  static Fault told() {
    return new Fault(
        System.getProperty(PREFIX + "at", "(?!)"),
        Integer.getInteger(PREFIX + "count", 1),
        Act.valueOf(System.getProperty(PREFIX + "act", Act.KILL.name())));
  }

  /** How to tell a child process. */
  static String[] options(String at, int count, Act act) {
    return new String[] {
      "-D" + PREFIX + "at=" + at,
      "-D" + PREFIX + "count=" + count,
      "-D" + PREFIX + "act=" + act.name().toUpperCase(Locale.ROOT)
    };
  }

  /** Tells that a moment has come. */
  void moment(String what) {
    if (!at.matcher(what).find() || left.decrementAndGet() != 0) {
      return;
    }
    try {
      if (act == Act.KILL) {
        kill();
      } else {
        System.err.println(PARKED + " " + what);
        System.in.transferTo(java.io.OutputStream.nullOutputStream());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void kill() throws IOException {
    String self = String.valueOf(ProcessHandle.current().pid());
    new ProcessBuilder("kill", "-9", self).inheritIO().start();
    while (true) {
      LockSupport.park();
    }
  }
}
