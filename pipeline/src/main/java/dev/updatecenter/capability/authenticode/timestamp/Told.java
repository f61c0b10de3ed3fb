package dev.updatecenter.capability.authenticode.timestamp;

import org.jspecify.annotations.Nullable;

/** Makes what strangers wrote fit for a message: one short line without control characters. */
final class Told {
  private static final int LONGEST = 200;

  private Told() {}

  static String by(@Nullable String stranger) {
    String line = String.valueOf(stranger).replaceAll("[\\p{C}\\s]+", " ").strip();
    return line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line;
  }
}
