package dev.updatecenter.app.cli;

import java.util.Locale;

/** How progress is shown. */
enum ProgressStyle {
  /** A bar on a terminal, plain lines else. */
  AUTO,
  /** A bar. */
  TTY,
  /** A line now and then. */
  PLAIN,
  /** Nothing. */
  NONE;

  /** The spelling on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
