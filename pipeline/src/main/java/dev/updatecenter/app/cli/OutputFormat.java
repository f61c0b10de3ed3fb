package dev.updatecenter.app.cli;

import java.util.Locale;

/** What the result on stdout looks like. */
enum OutputFormat {
  /** Lines for people. */
  HUMAN,
  /** One JSON document. */
  JSON,
  /** One JSON object a line. */
  NDJSON;

  /** The spelling on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
